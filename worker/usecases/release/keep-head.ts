import type { ReleaseRun } from "./release-run.ts"

/**
 * Keeps the head of the audit chain, as it is sealed by then, in the bucket beside the release: whoever makes the chain
 * of a database anew later does not have this hash in it. Nothing is kept before the first block. One round trip.
 */
export async function keepHead({ ctx, deps, release }: ReleaseRun): Promise<void> {
  const { end } = await ctx.read.seals.unsealed(0)
  if (!end) return
  const { id, period, number } = release
  const head = { number: end.number, hash: end.hash, toSeq: end.toSeq }
  await deps.files.put(`${period}/audit`, { format: 1, cell: ctx.cell, release: id, period, number, head })
}
