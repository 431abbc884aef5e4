import { bootService } from '@hormesis/platform';
import { FlagsModule } from './flags.module.js';

await bootService(FlagsModule, 'flags');
