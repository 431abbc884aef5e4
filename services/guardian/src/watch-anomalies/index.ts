import { Anomalies } from './anomalies.js';
import { AnswerToAnomaly } from './answer-to-anomaly.js';
import { AnsweredAnomalies } from './answered-anomalies.js';
import { OpenIncidents } from './open-incidents.js';
import { Recovery } from './recovery.js';

export const watchAnomalies = [Anomalies, AnsweredAnomalies, AnswerToAnomaly, OpenIncidents, Recovery];
