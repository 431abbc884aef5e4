import { bootService } from '@hormesis/platform';
import { PostmortemModule } from './postmortem.module.js';

await bootService(PostmortemModule, 'postmortem');
