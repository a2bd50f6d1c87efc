import { type Context, Hono } from "hono"
import { JudgeAtDeskPage } from "../../../web/pages/judging/judge-at-desk-page.tsx"
import { JudgesPage } from "../../../web/pages/judging/judges-page.tsx"
import { paths } from "../../../web/paths.ts"
import { freshForm } from "../../../web/ui/form-state.ts"
import { may } from "../../domain/permissions.ts"
import { inviteJudge } from "../../usecases/judge/invite-judge.ts"
import { openJudge, openJudges } from "../../usecases/judge/open-judge.ts"
import { removeJudge } from "../../usecases/judge/remove-judge.ts"
import { verifyIdentity } from "../../usecases/judge/verify-identity.ts"
import { once } from "../../usecases/once.ts"
import type { DeskEnv } from "../app-env.ts"
import { judgeForm, judgeIdOf, judgingDone, judgingForm } from "../forms/judging-form.ts"
import { slugOf } from "../forms/programme-form.ts"
import { refusedForm, type Shown } from "../forms/refused-form.ts"
import { requires } from "../middleware/session.ts"

async function list(c: Context<DeskEnv>, { state, status }: Shown = {}) {
  const { actor, ctx } = c.var
  const { programme, judges, progress, conflicted, invitable } = await openJudges(ctx, slugOf(c))
  return c.render(
    <JudgesPage
      state={state ?? freshForm(ctx.newId())}
      actor={actor}
      programme={programme}
      judges={judges}
      progress={new Map(progress.map((row) => [row.judgeId, row]))}
      conflicted={new Map(conflicted.map(({ judgeId, candidates }) => [judgeId, candidates]))}
      invitable={invitable}
      maySeeMembers={may(actor, "member.read")}
      done={judgingDone(c)}
    />,
    status ?? 200,
  )
}

async function invite(c: Context<DeskEnv>) {
  const { ctx, services } = c.var
  const slug = slugOf(c)
  const { key, memberId } = await judgingForm(
    c,
    () => openJudges(ctx, slug),
    ({ memberId = "" }) => ({ memberId }),
  )
  const link = services.site + paths.judging()
  try {
    const { judgeId } = await once(ctx, { key, action: "judge.invite" }, () =>
      inviteJudge(ctx, slug, { key, memberId, link }),
    )
    return c.redirect(paths.judgeAtDesk(slug, judgeId, { done: "invited" }), 303)
  } catch (error) {
    return list(c, refusedForm(error, ctx.newId(), { memberId }))
  }
}

async function show(c: Context<DeskEnv>, { state, status }: Shown = {}) {
  const { actor, ctx } = c.var
  const { programme, judge, progress, conflicts, interests } = await openJudge(ctx, slugOf(c), judgeIdOf(c))
  return c.render(
    <JudgeAtDeskPage
      state={state ?? freshForm(ctx.newId())}
      actor={actor}
      programme={programme}
      judge={judge}
      progress={progress}
      conflicts={conflicts}
      interests={interests}
      twin={state?.faults.some(({ rule }) => rule === "identity_taken") ?? false}
      done={judgingDone(c)}
    />,
    status ?? 200,
  )
}

async function verify(c: Context<DeskEnv>) {
  const { ctx, services } = c.var
  const slug = slugOf(c)
  const { fields, key, revision } = await judgeForm(c, slug)
  const { kind = "", number = "", samePerson } = fields
  const command = { key, revision, kind, number, samePerson: samePerson === "yes" }
  try {
    const { judgeId, ended } = await once(ctx, { key, action: "judge.verify_identity" }, () =>
      verifyIdentity(ctx, services.markIdentity, slug, judgeIdOf(c), command),
    )
    return c.redirect(paths.judgeAtDesk(slug, judgeId, { done: ended ? "same_person" : "verified" }), 303)
  } catch (error) {
    return show(c, refusedForm(error, ctx.newId(), { kind, number }))
  }
}

async function remove(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const slug = slugOf(c)
  const { fields, key, revision } = await judgeForm(c, slug)
  const { reason = "" } = fields
  const command = { key, revision, reason }
  try {
    const { judgeId } = await once(ctx, { key, action: "judge.remove" }, () =>
      removeJudge(ctx, slug, judgeIdOf(c), command),
    )
    return c.redirect(paths.judgeAtDesk(slug, judgeId, { done: "removed" }), 303)
  } catch (error) {
    return show(c, refusedForm(error, ctx.newId(), { reason }))
  }
}

const runners = requires("programme.run")

/** The judges of a programme on the organiser's desk. */
export const judgeRoutes = new Hono<DeskEnv>()
  .get("/selection/:programme/judges", (c) => list(c))
  .post("/selection/:programme/judges", runners, invite)
  .get("/selection/:programme/judges/:judgeId", (c) => show(c))
  .post("/selection/:programme/judges/:judgeId/identity", runners, verify)
  .post("/selection/:programme/judges/:judgeId/removal", runners, remove)
