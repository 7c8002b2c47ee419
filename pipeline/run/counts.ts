/** How often stages ran, and how often they were recalled. */

/** By name of the stage. */
export type StageCounts = Record<string, {ran: number; recalled: number}>

/** Add to the counts of a stage. */
export function count(counts: StageCounts, stage: string, {ran = 0, recalled = 0}: Partial<StageCounts[string]>): void {
  counts[stage] ??= {ran: 0, recalled: 0}
  counts[stage].ran += ran
  counts[stage].recalled += recalled
}
