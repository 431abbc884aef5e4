import { ActionCommands } from './action-commands.js';
import { JudgeActionHandler } from './judge-action.handler.js';
import { StopActionHandler } from './stop-action.handler.js';
import { UndoActionHandler } from './undo-action.handler.js';

export const actions = [ActionCommands, JudgeActionHandler, StopActionHandler, UndoActionHandler];
