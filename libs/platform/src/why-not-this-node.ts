/** The oldest that the project is tested with: it brings its own. */
const oldest = 24;

/** One sentence if the program cannot run on this version of Node, and how to start it then; `undefined`: it can. */
export function whyNotThisNode(version: string = process.versions.node): string | undefined {
  if (Number(version.split('.')[0]) >= oldest) return undefined;
  return `This is Node ${version}, and it runs on Node ${oldest} or newer, which the project brings: start it by \`npx hormesis\`, \`npm start\` or \`npm run service -- NAME\`.`;
}
