/** Which paths below an output folder a build may write, and may remove again. */

/** What is published. */
export const MANIFEST = 'manifest.json'
/** Which part of a plan is published, where it is a part. */
export const SHARD = 'shard.json'
/** The folder of what is not published: the lock, and what is being written. */
export const PRIVATE = '.octavo'

/** Windows knows these as devices, whatever the ending. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i
// Controls, and what turns or hides text, among them.
const FORBIDDEN = /[\p{Cc}\p{Cf}<>:"|?*\\]/u

/** Bytes of UTF-8 that every file system takes in one name, and that leave room for a folder before the path. */
const LONGEST_NAME = 200
const LONGEST_PATH = 800

/** Whether a build may publish a file at this path: relative, plain, on every system the same. */
export function isPublishable(path: string): boolean {
  return path !== MANIFEST && path !== SHARD && problemOf(path) === undefined
}

/** What is wrong with a path below the output folder: the end of a sentence that begins "Unexpected path". */
export function problemOf(path: string): string | undefined {
  if (Buffer.byteLength(path) > LONGEST_PATH) return `of ${Buffer.byteLength(path)} bytes, expected ${LONGEST_PATH} at most`
  const parts = path.split('/')
  if (parts[0] === PRIVATE) return `in \`${PRIVATE}\`, which is the build's own`
  for (const part of parts) {
    if (part === '' || part === '.' || part === '..') return 'with an empty part or dots, expected a folder below the output'
    if (FORBIDDEN.test(part)) return 'with a character that some file systems refuse'
    if (/[. ]$/.test(part) || DEVICES.test(part)) return `with \`${part}\`, which some file systems refuse`
    if (Buffer.byteLength(part) > LONGEST_NAME)
      return `with a name of ${Buffer.byteLength(part)} bytes, expected ${LONGEST_NAME} at most`
  }
  return undefined
}
