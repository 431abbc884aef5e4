import { RecoverySignals } from './recovery-signals.js';
import { TellPeople } from './tell-people.js';
import { VerifyRecovery } from './verify-recovery.js';

export const verifyRecovery = [RecoverySignals, TellPeople, VerifyRecovery];
