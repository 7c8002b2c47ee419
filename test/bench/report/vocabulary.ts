/** Words that the sentences of the synthetic report are put together from. They say nothing about any real place. */
export interface Vocabulary {
  readonly openings: readonly string[]
  readonly subjects: readonly string[]
  readonly verbs: readonly string[]
  readonly reasons: readonly string[]
  readonly outlooks: readonly string[]
  /** Sentences that show values of the edition. */
  readonly findings: readonly string[]
  readonly topics: readonly string[]
  readonly aspects: readonly string[]
  sentence(parts: {
    readonly opening: string
    readonly subject: string
    readonly verb: string
    readonly reason: string
    readonly outlook: string
  }): string
  /** Between two sentences. */
  readonly space: string
}
