import { type Context, Hono } from "hono"
import { InterestsPage } from "../../../web/pages/judging/interests-page.tsx"
import { JudgingPage } from "../../../web/pages/judging/judging-page.tsx"
import { OwnJudgePage } from "../../../web/pages/judging/own-judge-page.tsx"
import { paths } from "../../../web/paths.ts"
import { freshForm } from "../../../web/ui/form-state.ts"
import { cutText } from "../../domain/cut-text.ts"
import { isInterestKind } from "../../domain/selection/interests.ts"
import { answerInvitation } from "../../usecases/judge/answer-invitation.ts"
import { declareInterest, declareNoInterest } from "../../usecases/judge/declare-interest.ts"
import { openOwnJudging } from "../../usecases/judge/open-judge.ts"
import { interestChoices } from "../../usecases/judge/own-judge.ts"
import { once } from "../../usecases/once.ts"
import type { DeskEnv } from "../app-env.ts"
import { judgeIdOf, judgingDone, ownForm } from "../forms/judging-form.ts"
import { refusedForm, type Shown } from "../forms/refused-form.ts"
import { requires, signedIn } from "../middleware/session.ts"
import { assignmentRoutes } from "./assignment.tsx"
import { judgeRoutes } from "./judges.tsx"

async function list(c: Context<DeskEnv>) {
  const { actor, ctx } = c.var
  return c.render(<JudgingPage actor={actor} rows={await ctx.read.ownJudging.list()} />)
}

async function show(c: Context<DeskEnv>, { state, status }: Shown = {}) {
  const { actor, ctx } = c.var
  const found = await openOwnJudging(ctx, judgeIdOf(c))
  return c.render(
    <OwnJudgePage {...found} state={state ?? freshForm(ctx.newId())} actor={actor} done={judgingDone(c)} />,
    status ?? 200,
  )
}

async function answer(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const { fields, key } = await ownForm(c)
  const said = fields["answer"] ?? ""
  try {
    const { judgeId, state } = await once(ctx, { key, action: "judge.answer" }, () =>
      answerInvitation(ctx, judgeIdOf(c), { key, answer: said }),
    )
    return c.redirect(paths.judge(judgeId, { done: state }), 303)
  } catch (error) {
    return show(c, refusedForm(error, ctx.newId(), { answer: said }))
  }
}

async function showInterests(
  c: Context<DeskEnv>,
  search: { kind?: string; q?: string },
  { state, status }: Shown = {},
) {
  const { actor, ctx } = c.var
  const kind = search.kind !== undefined && isInterestKind(search.kind) ? search.kind : "organisation"
  const asked = { kind, q: cutText((search.q ?? "").normalize("NFKC").trim(), 60) }
  const found = await interestChoices(ctx, judgeIdOf(c), asked)
  return c.render(
    <InterestsPage {...found} state={state ?? freshForm(ctx.newId())} actor={actor} search={asked} />,
    status ?? 200,
  )
}

async function declare(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const { fields, key } = await ownForm(c)
  const { kind = "", ref = "", note = "", q = "", none } = fields
  const judgeId = judgeIdOf(c)
  try {
    await once(ctx, { key, action: "judge.declare" }, () =>
      none === "yes"
        ? declareNoInterest(ctx, judgeId, { key })
        : declareInterest(ctx, judgeId, { key, kind, ref, note }),
    )
    return c.redirect(paths.judge(judgeId, { done: none === "yes" ? "none_declared" : "declared" }), 303)
  } catch (error) {
    return showInterests(c, { kind, q }, refusedForm(error, ctx.newId(), { ref, note }))
  }
}

/** What somebody judges (评审), and the judges and assignments of a programme on the organiser's desk. */
export const judgingRoutes = new Hono<DeskEnv>()
  .use("/judging/*", signedIn, requires("review.write"))
  .get("/judging", list)
  .get("/judging/:judgeId", (c) => show(c))
  .post("/judging/:judgeId/answer", answer)
  .get("/judging/:judgeId/interests", (c) => showInterests(c, c.req.query()))
  .post("/judging/:judgeId/interests", declare)
  .route("/", judgeRoutes)
  .route("/", assignmentRoutes)
