/** The lockfile -> the shrinkwrap of the package: the same versions, without what only its development needs. */

/** A lockfile of npm, as far as it matters here. */
export interface Lock {
  readonly packages: Readonly<Record<string, Locked>>
  readonly [other: string]: unknown
}

interface Locked {
  readonly dev?: boolean
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly resolved?: string
  readonly [other: string]: unknown
}

/** Versions and digests alone: the address of a package is that of whatever registry it is installed from. */
export function shrinkwrapOf({packages, ...lock}: Lock): Lock {
  const needed = Object.entries(packages).filter(([, {dev}]) => dev !== true)
  return {
    ...lock,
    packages: Object.fromEntries(
      needed.map(([path, {devDependencies: _development, resolved: _address, ...locked}]) => [path, locked])
    )
  }
}
