import { bootService } from '@hormesis/platform';
import { GuardianModule } from './guardian.module.js';

await bootService(GuardianModule, 'guardian');
