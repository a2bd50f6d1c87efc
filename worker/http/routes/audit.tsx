import { type Context, Hono } from "hono"
import { AuditPage } from "../../../web/pages/audit/audit-page.tsx"
import { paths } from "../../../web/paths.ts"
import type { Text } from "../../../web/text/text.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { cursorText } from "../../domain/audit/cursor.ts"
import type { AuditEntry } from "../../domain/audit/entry.ts"
import { may, type Permission } from "../../domain/permissions.ts"
import { dayOf, isQuarter } from "../../domain/quarter.ts"
import type { DeskEnv } from "../app-env.ts"
import { csvFormat, EXPORT_ROWS, type ExportFormat, exportParts, jsonFormat } from "../forms/audit-export.ts"
import { readAuditQuery } from "../forms/audit-query.ts"
import { logError } from "../log-error.ts"
import { requires, signedIn } from "../middleware/session.ts"
import { streamOf } from "../public/stream.ts"

const PAGE_ROWS = 50
/** What only the platform itself does. */
const platformOnly =
  /^(audit|retention|mail)\.|^(release|export)\.(step|restart|give_up)$|^(audit_block|retention|mail)$/

/** Pages of objects that are called by their id, and who may see them. */
const pages: Record<string, { may: Permission; path(id: string): string }> = {
  key: { may: "key.manage", path: paths.key },
  member: { may: "member.read", path: paths.member },
  organisation: { may: "organisation.register", path: paths.organisation },
  place: { may: "place.edit", path: paths.place },
}

/** Where an object can be seen by this member; null where there is no such page, or it is another organisation's. */
function hrefOf(actor: MemberActor, { object }: AuditEntry): string | null {
  const { kind, id, name, slug, period } = object
  if (kind === "submission" && slug && period) {
    if (may(actor, "verification.read")) return paths.verifySubmission(slug, period)
    return may(actor, "filing.read") ? paths.submission(slug, period) : null
  }
  if (kind === "estate" && slug)
    return may(actor, "registry.read") ? paths.estateSheet(slug) : paths.estate(slug)
  const page = pages[kind]
  if (page) return name !== null && may(actor, page.may) ? page.path(id) : null
  return period && isQuarter(period) && may(actor, "quarter.read") ? paths.quarter(period) : null
}

function choices(words: Record<string, string>, offered: (id: string) => boolean) {
  return Object.entries(words)
    .filter(([id]) => offered(id))
    .map(([value, label]) => ({ value, label }))
}

function peopleOf(text: Text, people: readonly { userId: string; name: string; left: boolean }[]) {
  const { left } = text.audit.who
  return people.map((one) => ({
    value: one.userId,
    label: one.left ? `${one.name}${text.site.aside(left)}` : one.name,
  }))
}

async function show(c: Context<DeskEnv>) {
  const { actor, ctx, text } = c.var
  const { query, filter, faults } = readAuditQuery(text, c.req.query())
  const { events, next, people } = await ctx.read.audit.desk({ ...filter, limit: PAGE_ROWS })
  const platform = actor.organisation.kind === "platform"
  const wrong = Object.keys(faults).length > 0
  const offered = (id: string) => platform || !platformOnly.test(id)
  return c.render(
    <AuditPage
      actor={actor}
      platform={platform}
      query={query}
      faults={faults}
      people={peopleOf(text, people)}
      actions={choices(text.audit.actions, offered)}
      entities={choices(text.audit.entities, offered)}
      entries={events}
      next={next && cursorText(next)}
      exportRows={EXPORT_ROWS}
      hrefOf={(entry) => hrefOf(actor, entry)}
    />,
    wrong ? 422 : 200,
  )
}

async function download(
  c: Context<DeskEnv>,
  kind: { ending: "csv" | "json"; type: string },
  format: ExportFormat,
) {
  const { ctx, text } = c.var
  const { query, filter, faults } = readAuditQuery(text, c.req.query())
  // The page says what is wrong with the filter.
  if (Object.keys(faults).length > 0) return c.redirect(paths.audit(query), 303)
  const parts = exportParts(ctx.read.audit.page, { ...filter, after: undefined }, format)
  const name = `audit-${dayOf(ctx.now().getTime())}.${kind.ending}`
  const headers = {
    "content-type": `${kind.type}; charset=utf-8`,
    "content-disposition": `attachment; filename="${name}"`,
  }
  if (c.get("headOnly")) return c.body(null, 200, headers)
  return c.body(await streamOf(parts, (error) => logError(c, error)), 200, headers)
}

/** The audit log of the actor's organisation: search, page by page, and export. */
export const auditRoutes = new Hono<DeskEnv>()
  .use("/audit/*", signedIn, requires("audit.read"))
  .get("/audit", show)
  .get("/audit/events.csv", (c) => download(c, { ending: "csv", type: "text/csv" }, csvFormat(c.var.text)))
  .get("/audit/events.json", (c) => {
    const { actor, ctx, text } = c.var
    const { id, name } = actor.organisation
    const { after: _, ...filter } = readAuditQuery(text, c.req.query()).query
    const head = { organisation: { id, name }, exportedAt: ctx.now().toISOString(), filter }
    return download(c, { ending: "json", type: "application/json" }, jsonFormat(head))
  })
