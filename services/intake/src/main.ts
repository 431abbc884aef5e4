import { bootService } from '@hormesis/platform';
import { IntakeModule } from './intake.module.js';

await bootService(IntakeModule, 'intake');
