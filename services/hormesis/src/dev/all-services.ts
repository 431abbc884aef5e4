import { ConsoleModule } from '@hormesis/console-service';
import { FlagsModule } from '@hormesis/flags-service';
import { GuardianModule } from '@hormesis/guardian-service';
import { IntakeModule } from '@hormesis/intake-service';
import { LearningModule } from '@hormesis/learning-service';
import { PostmortemModule } from '@hormesis/postmortem-service';
import { ProjectorModule } from '@hormesis/projector-service';
import { SentinelModule } from '@hormesis/sentinel-service';

/** Every service, in the order of the loop; the console comes last, for it answers what no other address matches. */
export const allServices = [
  IntakeModule,
  ProjectorModule,
  FlagsModule,
  SentinelModule,
  GuardianModule,
  LearningModule,
  PostmortemModule,
  ConsoleModule,
];
