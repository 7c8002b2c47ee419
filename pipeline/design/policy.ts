/** What a published page may load and run: its own files, and nothing else. */
import {createHash} from 'node:crypto'

/**
 * A Content-Security-Policy for a page whose `<style>` elements hold exactly these texts. Scripts come from files
 * beside it only. Drawings may have style attributes, which can load nothing either; a name resolved, a form sent or
 * another base is refused, from a server and from a disk alike.
 */
export function contentPolicy(styles: readonly string[]): string {
  const hashes = styles.map((style) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`)
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${["'self'", ...hashes].join(' ')}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'"
  ].join('; ')
}
