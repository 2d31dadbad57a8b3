// JavaScript for any Node: what is imported after it is only for those that are new enough.
if (Number.parseInt(process.versions.node, 10) < 24) {
  process.stderr.write(
    `Portal needs Node 24 or newer, and this is ${process.versions.node}: https://nodejs.org has it, and npx -y pnpm@12 brings it along.\n`,
  );
  process.exit(1);
}
