import { type Context, Hono } from "hono"
import { ShortlistPage } from "../../../web/pages/awards/shortlist-page.tsx"
import { paths } from "../../../web/paths.ts"
import { type FormState, freshForm } from "../../../web/ui/form-state.ts"
import { freezeShortlist } from "../../usecases/award/freeze-shortlist.ts"
import { prepareShortlist } from "../../usecases/award/prepare-shortlist.ts"
import { once } from "../../usecases/once.ts"
import { rulesOf } from "../../usecases/programme/open-programme.ts"
import type { DeskEnv } from "../app-env.ts"
import { awardForm } from "../forms/award-form.ts"
import { refusedWhole } from "../forms/refused-form.ts"
import { scaleOf } from "../public/scale.ts"

const slugOf = (c: Context<DeskEnv>) => c.req.param("programme") ?? ""

async function render(c: Context<DeskEnv>, state: FormState, status: 200 | 409 | 422 = 200) {
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
      state={state}
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
    const { state, status } = refusedWhole(c.var.text, error, ctx.newId(), { reason })
    return render(c, state, status)
  }
}

/** The shortlist on the organiser's desk. */
export const shortlistRoutes = new Hono<DeskEnv>()
  .get("/selection/:programme/shortlist", (c) => render(c, freshForm(c.var.ctx.newId())))
  .post("/selection/:programme/shortlist", freeze)
