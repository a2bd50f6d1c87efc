import { type Context, Hono } from "hono"
import { RulesPage } from "../../../web/pages/programmes/rules-page.tsx"
import { RulesPartPage } from "../../../web/pages/programmes/rules-part-page.tsx"
import { paths } from "../../../web/paths.ts"
import { freshForm } from "../../../web/ui/form-state.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { changedRules } from "../../domain/selection/fixed-rules.ts"
import type { RulesDraft } from "../../domain/selection/rules.ts"
import { type RulesPart, rulesParts } from "../../domain/selection/rules-parts.ts"
import { once } from "../../usecases/once.ts"
import { changeRules } from "../../usecases/programme/change-rules.ts"
import { dropChanges } from "../../usecases/programme/drop-changes.ts"
import { editRules } from "../../usecases/programme/edit-rules.ts"
import { basesOf, isTypable, openDesk, pendingKeys } from "../../usecases/programme/open-desk.ts"
import type { DeskEnv } from "../app-env.ts"
import { programmeForm, slugOf } from "../forms/programme-form.ts"
import { refusedForm, type Shown } from "../forms/refused-form.ts"
import { readRules, rulesFields, withoutEmptyRows } from "../forms/rules/typed-rules.ts"
import { requires } from "../middleware/session.ts"

async function showRules(c: Context<DeskEnv>, { state, status }: Shown = {}) {
  const { actor, ctx, text } = c.var
  const desk = await openDesk(ctx, slugOf(c))
  const { programme, versions, districts } = desk
  const done = state === undefined ? text.programmes.done[c.req.query("done") ?? ""] : undefined
  return c.render(
    <RulesPage
      actor={actor}
      programme={programme}
      rules={programme.rules ?? programme.draft}
      districts={districts}
      versions={versions.map((version, at) => {
        const before = versions[at + 1]?.rules
        return { ...version, changed: before ? changedRules(before, version.rules) : [] }
      })}
      pending={pendingKeys(desk)}
      typable={isTypable(programme)}
      mayDecide={may(actor, "programme.decide")}
      state={state ?? freshForm(ctx.newId())}
      done={done}
    />,
    status ?? 200,
  )
}

async function change(c: Context<DeskEnv>) {
  const { ctx, services } = c.var
  const slug = slugOf(c)
  const { fields, command } = await programmeForm(c)
  const reason = fields["reason"] ?? ""
  const link = `${c.var.services.site}${paths.programme(slug)}`
  const { expressions, digest } = services
  try {
    await once(ctx, { ...command, action: "programme.change_rules" }, () =>
      changeRules(ctx, slug, { ...command, reason, link }, { check: expressions.check, digest }),
    )
    return c.redirect(paths.selectionPart(slug, "rules", { done: "changed" }), 303)
  } catch (error) {
    return showRules(c, refusedForm(error, ctx.newId(), { reason }))
  }
}

async function drop(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const slug = slugOf(c)
  const { command } = await programmeForm(c)
  try {
    await once(ctx, { ...command, action: "programme.drop_changes" }, () => dropChanges(ctx, slug, command))
    return c.redirect(paths.selectionPart(slug, "rules", { done: "dropped" }), 303)
  } catch (error) {
    return showRules(c, refusedForm(error, ctx.newId(), {}))
  }
}

function partOf(c: Context<DeskEnv>): RulesPart {
  const part = rulesParts.find((one) => one === c.req.param("part"))
  if (!part) throw new DomainError("not_found", "not_found")
  return part
}

/** Which typed fields differ from what stands now. */
function differing(typed: Record<string, string>, now: Record<string, string>): Record<string, string> {
  const changed = Object.entries(now).filter(([name, value]) => (typed[name] ?? "").trim() !== value.trim())
  return Object.fromEntries(changed)
}

async function showPart(c: Context<DeskEnv>, { state, status }: Shown = {}) {
  const { actor, ctx } = c.var
  const part = partOf(c)
  const desk = await openDesk(ctx, slugOf(c), "programme.edit")
  const { programme, districts } = desk
  const around = { releases: basesOf(desk), districts }
  const now = rulesFields(part, programme.draft, around)
  const sent = state?.typed
  const typed = sent ? withoutEmptyRows(part, sent) : now
  const rules: RulesDraft = sent ? readRules(part, sent, around).rules : programme.draft
  return c.render(
    <RulesPartPage
      actor={actor}
      programme={programme}
      part={part}
      state={{ ...(state ?? freshForm(ctx.newId())), typed }}
      rules={rules}
      releases={around.releases}
      districts={districts}
      typable={isTypable(programme)}
      now={differing(typed, now)}
    />,
    status ?? 200,
  )
}

async function savePart(c: Context<DeskEnv>) {
  const { ctx, services } = c.var
  const slug = slugOf(c)
  const part = partOf(c)
  const { fields, command } = await programmeForm(c)
  const { check } = services.expressions
  try {
    await once(ctx, { ...command, action: "programme.edit" }, () =>
      editRules(
        ctx,
        slug,
        { part, read: (around) => readRules(part, fields, around) },
        { ...command, check },
      ),
    )
  } catch (error) {
    return showPart(c, refusedForm(error, ctx.newId(), fields))
  }
  const next = fields["stay"] === "yes" ? undefined : rulesParts[rulesParts.indexOf(part) + 1]
  return c.redirect(
    next ? paths.rulesPart(slug, next) : paths.selectionPart(slug, "rules", { done: "saved" }),
    303,
  )
}

const editors = requires("programme.edit")

/** The rules of a programme: the version in force, the parts of the next one, every version there was. */
export const programmeRulesRoutes = new Hono<DeskEnv>()
  .get("/selection/:programme/rules", (c) => showRules(c))
  .post("/selection/:programme/rules", requires("programme.decide"), change)
  .post("/selection/:programme/rules/withdrawal", editors, drop)
  .get("/selection/:programme/rules/:part", editors, (c) => showPart(c))
  .post("/selection/:programme/rules/:part", editors, savePart)
