import { type Context, Hono } from "hono"
import { ObjectionPage } from "../../../web/pages/awards/objection-page.tsx"
import { paths } from "../../../web/paths.ts"
import { type FormState, freshForm } from "../../../web/ui/form-state.ts"
import { dayOf } from "../../domain/quarter.ts"
import { type ObjectionAct, objections } from "../../domain/selection/objections.ts"
import { fields, readStored } from "../../domain/stored.ts"
import { unknownYear } from "../../domain/working-days.ts"
import { admitObjection } from "../../usecases/award/admit-objection.ts"
import { openObjection } from "../../usecases/award/answer-objection.ts"
import { decideObjection } from "../../usecases/award/decide-objection.ts"
import { refuseObjection } from "../../usecases/award/refuse-objection.ts"
import { once } from "../../usecases/once.ts"
import type { DeskEnv } from "../app-env.ts"
import { awardForm } from "../forms/award-form.ts"
import { refusedWhole } from "../forms/refused-form.ts"
import { estateNames } from "./award-notice.tsx"

const asked = (c: Context<DeskEnv>) => ({
  slug: c.req.param("programme") ?? "",
  objectionId: c.req.param("objectionId") ?? "",
})

const contactShape = fields({ name: "string", contact: "string" })

/** Name and contact of who objects, unsealed; null where there is nothing, or it cannot be read. */
async function contactOf(c: Context<DeskEnv>, sealed: string | null) {
  if (sealed === null) return null
  const plain = await c.var.services.objections.openContact(sealed)
  return readStored("objections.contact", contactShape, plain)
}

async function render(c: Context<DeskEnv>, state: FormState, status: 200 | 409 | 422 = 200) {
  const { actor, ctx, services, text } = c.var
  const { slug, objectionId } = asked(c)
  const { course, objection } = await openObjection(ctx, slug, objectionId)
  const words: Record<string, string | undefined> = text.awards.done
  return c.render(
    <ObjectionPage
      actor={actor}
      programme={course.programme}
      objection={objection}
      estate={estateNames(course).get(objection.nominationId) ?? ""}
      unknownYear={unknownYear(
        [dayOf(Date.parse(objection.receivedAt)), objection.replyDueDay],
        services.objections.calendar,
      )}
      contact={await contactOf(c, objection.contact)}
      state={state}
      done={words[c.req.query("done") ?? ""]}
    />,
    status,
  )
}

type Sent = { fields: Record<string, string>; key: string; revision: number }

/** Sends a form of an objection: performs it once, then leads back to the objection with what was done. */
function answering(
  act: ObjectionAct,
  perform: (c: Context<DeskEnv>, sent: Sent) => Promise<{ number: number }>,
  doneAs: (fields: Record<string, string>) => string,
) {
  return async (c: Context<DeskEnv>) => {
    const { ctx } = c.var
    const { slug, objectionId } = asked(c)
    const open = () => openObjection(ctx, slug, objectionId)
    const sent = await awardForm(c, { permission: objections.acts[act].by, revised: true, open })
    try {
      await once(ctx, { key: sent.key, action: `${objections.name}.${act}` }, () => perform(c, sent))
      return c.redirect(`${paths.objectionCase(slug, objectionId)}?done=${doneAs(sent.fields)}`, 303)
    } catch (error) {
      const { reply = "", decision = "" } = sent.fields
      const { state, status } = refusedWhole(c.var.text, error, ctx.newId(), { reply, decision })
      return render(c, state, status)
    }
  }
}

const admit = answering(
  "admit",
  (c, { key, revision }) => {
    const { slug, objectionId } = asked(c)
    return admitObjection(c.var.ctx, slug, objectionId, { key, revision })
  },
  () => "admitted",
)

const refuse = answering(
  "refuse",
  (c, { fields, key, revision }) => {
    const { slug, objectionId } = asked(c)
    return refuseObjection(c.var.ctx, slug, objectionId, { key, revision, reply: fields["reply"] ?? "" })
  },
  () => "refused",
)

const decide = answering(
  "decide",
  (c, { fields, key, revision }) => {
    const { decision = "", reply = "" } = fields
    const { ctx, services } = c.var
    return decideObjection(ctx, services.awards, { ...asked(c), decision }, { key, revision, reply })
  },
  ({ decision }) => (decision === "upheld" ? "upheld" : "rejected"),
)

/** Objections on the organiser's desk. */
export const objectionRoutes = new Hono<DeskEnv>()
  .get("/selection/:programme/objections/:objectionId", (c) => render(c, freshForm(c.var.ctx.newId())))
  .post("/selection/:programme/objections/:objectionId/admission", admit)
  .post("/selection/:programme/objections/:objectionId/refusal", refuse)
  .post("/selection/:programme/objections/:objectionId/decision", decide)
