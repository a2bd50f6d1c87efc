import { type Context, Hono } from "hono"
import { GivenPage } from "../../../web/pages/judging/given-page.tsx"
import { paths } from "../../../web/paths.ts"
import { freshForm } from "../../../web/ui/form-state.ts"
import { openGiven } from "../../usecases/judge/open-assignment.ts"
import { takeBackAssignment } from "../../usecases/judge/take-back-assignment.ts"
import { once } from "../../usecases/once.ts"
import type { DeskEnv } from "../app-env.ts"
import { formRevision } from "../forms/command.ts"
import { judgingForm } from "../forms/judging-form.ts"
import { slugOf } from "../forms/programme-form.ts"
import { refusedForm, type Shown } from "../forms/refused-form.ts"
import { requires } from "../middleware/session.ts"

const which = (c: Context<DeskEnv>) => ({ assignmentId: c.req.param("assignmentId") ?? "" })

async function show(c: Context<DeskEnv>, { state, status }: Shown = {}) {
  const { actor, ctx } = c.var
  const { programme, given } = await openGiven(ctx, slugOf(c), which(c))
  return c.render(
    <GivenPage state={state ?? freshForm(ctx.newId())} actor={actor} programme={programme} given={given} />,
    status ?? 200,
  )
}

async function takeBack(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const slug = slugOf(c)
  const look = () => openGiven(ctx, slug, which(c))
  const { key, reason, seen } = await judgingForm(c, look, (fields) => ({
    reason: fields["reason"] ?? "",
    seen: formRevision(fields),
  }))
  try {
    await once(ctx, { key, action: "assignment.take_back" }, () =>
      takeBackAssignment(ctx, slug, which(c), { key, reason, seen }),
    )
    return c.redirect(paths.selectionPart(slug, "assignment", { done: "taken_back" }), 303)
  } catch (error) {
    return show(c, refusedForm(error, ctx.newId(), { reason }))
  }
}

const runners = requires("programme.run")

/** One candidate that a judge was given, and taking it back by hand. */
export const givenRoutes = new Hono<DeskEnv>()
  .get("/selection/:programme/assignment/pairs/:assignmentId", runners, (c) => show(c))
  .post("/selection/:programme/assignment/pairs/:assignmentId/removal", runners, takeBack)
