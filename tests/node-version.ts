/** Says in one sentence what would otherwise be a segmentation fault of the SQLite addon. */
export default function checkNodeVersion(): void {
  const [major = 0] = process.versions.node.split('.').map(Number)
  if (major < 24)
    throw new Error(`CareSync needs Node 24 and this is ${process.version}: start it through npm, "npm test".`)
}
