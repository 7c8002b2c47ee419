/** What a published page may load and run: its own files, and nothing else. */
import {createHash} from 'node:crypto'

/**
 * A Content-Security-Policy for a page whose `<style>` elements hold exactly these texts. Scripts come from files
 * beside it only. Drawings may have style attributes, which can load nothing either; a name resolved, a form sent or
 * another base is refused, from a server and from a disk alike.
 */
export function contentPolicy(styles: readonly string[]): string {
  return policy({script: "'self'", style: `'self' ${hashes(styles)}`, img: "'self' data:", font: "'self'"})
}

/** The same for a page that is one file: it loads nothing at all, and runs these scripts alone. */
export function enclosedPolicy(styles: readonly string[], scripts: readonly string[]): string {
  return policy({script: hashes(scripts), style: hashes(styles), img: 'data:', font: 'data:'})
}

function hashes(texts: readonly string[]): string {
  return texts.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`).join(' ')
}

function policy({script, style, img, font}: Readonly<Record<'script' | 'style' | 'img' | 'font', string>>): string {
  return [
    "default-src 'none'",
    `script-src ${script}`,
    `style-src ${style}`,
    "style-src-attr 'unsafe-inline'",
    `img-src ${img}`,
    `font-src ${font}`,
    "base-uri 'none'",
    "form-action 'none'"
  ].join('; ')
}
