import { bootService } from '@hormesis/platform';
import { LearningModule } from './learning.module.js';

await bootService(LearningModule, 'learning');
