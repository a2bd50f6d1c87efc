import type { Context } from "hono"
import { DomainError, type Fault } from "../../domain/errors.ts"
import type { Act } from "../../usecases/act.ts"
import { perform } from "../../usecases/perform.ts"
import type { EstateQuarter, OpenSubmission } from "../../usecases/submission/open-submission.ts"
import { revisionText } from "../../usecases/submission/open-verification.ts"
import type { ApiEnv } from "./api-env.ts"
import { changedParts, entityTag, seenVersions } from "./preconditions.ts"
import { fasterView, Problem } from "./problem.ts"
import { tellingFaults } from "./told-faults.ts"

/**
 * Performs an act on a submission for a program: what was seen, the act once; faults are told at their place in the body,
 * and a stale one what has changed since and the present version. `differing` tells more of that.
 */
export async function submissionAct<Open extends OpenSubmission, In, Rule extends string, Result>(
  c: Context<ApiEnv>,
  act: Act<Open, EstateQuarter, In, Rule, Result>,
  name: EstateQuarter,
  {
    asked,
    pointer,
    differing = () => ({}),
  }: { asked(open: Open): In; pointer(fault: Fault): string | null; differing?(now: Open): object },
): Promise<{ result: Result; open: Open }> {
  const { ctx, text, commandKey: key } = c.var
  const seen = act.seen === "nothing" ? null : seenVersions(c)
  const open = await act.on.open(ctx, name)
  try {
    return await tellingFaults({ text, edition: open.edition, pointer }, () =>
      perform(ctx, act, open, asked(open), { key }),
    )
  } catch (error) {
    if (seen === null || !(error instanceof DomainError) || error.code !== "stale") throw error
    const now = await act.on.open(ctx, name)
    const version = revisionText(now)
    const more = {
      state: now.dossier.submission?.state ?? null,
      changed: changedParts(seen, version),
      ...differing(now),
      ...(error.faster && { by: fasterView(error.faster) }),
    }
    throw new Problem(412, "stale", { more, headers: { etag: entityTag(version) } })
  }
}
