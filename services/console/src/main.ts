import { bootService } from '@hormesis/platform';
import { ConsoleModule } from './console.module.js';
import { GatewayModule } from './gateway/gateway.module.js';

await bootService([ConsoleModule, GatewayModule], 'console');
