import { type Context, Hono } from "hono"
import { AwardPage } from "../../../web/pages/awards/award-page.tsx"
import { GrantsPage } from "../../../web/pages/awards/grants-page.tsx"
import { paths } from "../../../web/paths.ts"
import { type FormState, freshForm } from "../../../web/ui/form-state.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf } from "../../domain/quarter.ts"
import { certificateState } from "../../domain/selection/award-certificate.ts"
import { awardCandidates } from "../../usecases/award/award-candidates.ts"
import { openCourse } from "../../usecases/award/open-course.ts"
import { openAward, revokeAward } from "../../usecases/award/revoke-award.ts"
import { once } from "../../usecases/once.ts"
import type { DeskEnv } from "../app-env.ts"
import { awardForm } from "../forms/award-form.ts"
import { refusedWhole } from "../forms/refused-form.ts"
import { requires } from "../middleware/session.ts"
import { basisFlag, decisionsOf } from "./award-notice.tsx"

const slugOf = (c: Context<DeskEnv>) => c.req.param("programme") ?? ""
const awardOf = (c: Context<DeskEnv>) => c.req.param("awardId") ?? ""

async function render(c: Context<DeskEnv>, state: FormState, status: 200 | 409 | 422 = 200) {
  const { actor, ctx, text } = c.var
  const course = await openCourse(ctx, slugOf(c))
  const decisions = decisionsOf(course).map(({ decision }) => decision)
  const ready = decisions.filter((decision) => decision === "award").length
  const awarded = decisions.filter((decision) => decision === "awarded").length
  const today = dayOf(ctx.now().getTime())
  const words: Record<string, string | undefined> = text.awards.done
  return c.render(
    <GrantsPage
      actor={actor}
      programme={course.programme}
      ready={ready}
      waiting={decisions.length - ready - awarded}
      mayDecide={may(actor, "programme.decide")}
      basis={basisFlag(course)}
      awards={course.awards.map((award) => ({
        id: award.id,
        number: award.certificateNumber,
        estate: award.document.estate.name,
        category: award.document.category,
        validFrom: award.validFrom,
        validTo: award.validTo,
        state: certificateState(award, today),
        meets: award.meets,
      }))}
      state={state}
      done={words[c.req.query("done") ?? ""]}
    />,
    status,
  )
}

async function grant(c: Context<DeskEnv>) {
  const { ctx, services } = c.var
  const slug = slugOf(c)
  const { fields, key, revision } = await awardForm(c, { permission: "programme.decide", revised: true })
  const { reason = "" } = fields
  try {
    await once(ctx, { key, action: "award.grant" }, () =>
      awardCandidates(ctx, services.awards, slug, { key, revision, reason }),
    )
    return c.redirect(paths.selectionPart(slug, "awards", { done: "awarded" }), 303)
  } catch (error) {
    const { state, status } = refusedWhole(c.var.text, error, ctx.newId(), { reason })
    return render(c, state, status)
  }
}

async function renderOne(c: Context<DeskEnv>, state: FormState, status: 200 | 409 | 422 = 200) {
  const { actor, ctx, text } = c.var
  const { programme, award, rechecks } = await openAward(ctx, slugOf(c), awardOf(c))
  const words: Record<string, string | undefined> = text.awards.done
  return c.render(
    <AwardPage
      actor={actor}
      programme={programme}
      award={{ ...award, state: certificateState(award, dayOf(ctx.now().getTime())) }}
      rechecks={rechecks.map(({ result, ...row }) => ({
        ...row,
        failed: result.rules.filter(({ outcome }) => outcome !== "pass").map(({ code }) => code),
      }))}
      mayDecide={may(actor, "programme.decide")}
      state={state}
      done={words[c.req.query("done") ?? ""]}
    />,
    status,
  )
}

async function revoke(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const asked = { slug: slugOf(c), awardId: awardOf(c) }
  const open = () => openAward(ctx, asked.slug, asked.awardId)
  const { fields, key, revision } = await awardForm(c, {
    permission: "programme.decide",
    revised: true,
    open,
  })
  const { reason = "", confirmed = "" } = fields
  try {
    await once(ctx, { key, action: "award.revoke" }, () =>
      revokeAward(ctx, asked, { key, revision, reason, confirmed: confirmed === "yes" }),
    )
    return c.redirect(`${paths.award(asked.slug, asked.awardId)}?done=revoked`, 303)
  } catch (error) {
    const { state, status } = refusedWhole(c.var.text, error, ctx.newId(), { reason, confirmed })
    return renderOne(c, state, status)
  }
}

const deciders = requires("programme.decide")

/** Awards on the organiser's desk. */
export const grantRoutes = new Hono<DeskEnv>()
  .get("/selection/:programme/awards", (c) => render(c, freshForm(c.var.ctx.newId())))
  .post("/selection/:programme/awards", deciders, grant)
  .get("/selection/:programme/awards/:awardId", (c) => renderOne(c, freshForm(c.var.ctx.newId())))
  .post("/selection/:programme/awards/:awardId/revocation", deciders, revoke)
