import { type Context, Hono } from "hono"
import { type AwardForm, newForm } from "../../../web/pages/awards/form-parts.tsx"
import { ShortlistPage } from "../../../web/pages/awards/shortlist-page.tsx"
import { paths } from "../../../web/paths.ts"
import { freezeShortlist } from "../../usecases/award/freeze-shortlist.ts"
import { prepareShortlist } from "../../usecases/award/prepare-shortlist.ts"
import { once } from "../../usecases/once.ts"
import { rulesOf } from "../../usecases/programme/open-programme.ts"
import type { DeskEnv } from "../app-env.ts"
import { awardForm, refusedAwardForm } from "../forms/award-form.ts"
import { scaleOf } from "../public/scale.ts"

const slugOf = (c: Context<DeskEnv>) => c.req.param("programme") ?? ""

async function render(c: Context<DeskEnv>, form: AwardForm, status: 200 | 409 | 422 = 200) {
  const { actor, ctx, text, services } = c.var
  const prepared = await prepareShortlist(ctx, slugOf(c))
  const { programme, lists, soft, hard, basis, conflicts, seen, names } = prepared
  const rules = rulesOf(programme)
  const words: Record<string, string | undefined> = text.awards.done
  return c.render(
    <ShortlistPage
      actor={actor}
      programme={programme}
      scale={await scaleOf(services.publicReader, rules.basis.period)}
      judgesShare={rules.review.judgesShare}
      categories={lists.at(-1)?.document.categories ?? prepared.categories}
      names={names}
      lists={lists}
      soft={soft}
      hard={hard}
      basis={basis}
      conflicts={conflicts.length}
      seen={seen}
      form={form}
      done={words[c.req.query("done") ?? ""]}
    />,
    status,
  )
}

async function freeze(c: Context<DeskEnv>) {
  const { ctx, services } = c.var
  const slug = slugOf(c)
  const { fields, key } = await awardForm(c, { permission: "programme.run", revised: false })
  const { seen = "", reason = "" } = fields
  try {
    await once(ctx, { key, action: "shortlist.freeze" }, () =>
      freezeShortlist(ctx, services.awards, slug, { key, seen, reason }),
    )
    return c.redirect(paths.selectionPart(slug, "shortlist", { done: "frozen" }), 303)
  } catch (error) {
    const { form, status } = refusedAwardForm(error, ctx.newId(), { reason })
    return render(c, form, status)
  }
}

/** The shortlist on the organiser's desk. */
export const shortlistRoutes = new Hono<DeskEnv>()
  .get("/selection/:programme/shortlist", (c) => render(c, newForm(c.var.ctx.newId())))
  .post("/selection/:programme/shortlist", freeze)
