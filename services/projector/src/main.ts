import { bootService } from '@hormesis/platform';
import { ProjectorModule } from './projector.module.js';

await bootService(ProjectorModule, 'projector');
