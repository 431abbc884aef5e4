import { bootService } from '@hormesis/platform';
import { SentinelModule } from './sentinel.module.js';

await bootService(SentinelModule, 'sentinel');
