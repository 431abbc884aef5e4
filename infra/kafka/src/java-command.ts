import { join } from 'node:path';

/** Arguments of `java` for one of Kafka's main classes: little memory, a fast start, warnings only. */
export function javaArguments(libraries: string, mainClass: string, args: readonly string[]): string[] {
  return [
    '-Xms128m',
    '-Xmx512m',
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-XX:+ExitOnOutOfMemoryError',
    '-Djava.awt.headless=true',
    '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
    '-Dorg.slf4j.simpleLogger.showDateTime=true',
    '-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS',
    '-cp',
    join(libraries, '*'),
    mainClass,
    ...args,
  ];
}
