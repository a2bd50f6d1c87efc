import { type Context, Hono } from "hono"
import type { ImportOf } from "../../../web/pages/registry/import-frame.tsx"
import { ImportPage } from "../../../web/pages/registry/import-page.tsx"
import {
  ImportPreviewPage,
  type ImportPreviewProps,
} from "../../../web/pages/registry/import-preview-page.tsx"
import { paths } from "../../../web/paths.ts"
import { freshForm } from "../../../web/ui/form-state.ts"
import { DomainError } from "../../domain/errors.ts"
import { checkClerks, clerkColumns, clerkLines } from "../../domain/organisation/clerks.ts"
import { estateColumns } from "../../domain/registry/import-estates.ts"
import { placeColumns } from "../../domain/registry/import-places.ts"
import {
  allFaults,
  type ImportColumn,
  type ImportFault,
  type ImportRow,
  readTable,
} from "../../domain/registry/import-table.ts"
import { csvFile, titlesOf } from "../../domain/registry/table-text.ts"
import { assignEstates } from "../../usecases/member/assign-estates.ts"
import { hands } from "../../usecases/member/open-hands.ts"
import { once } from "../../usecases/once.ts"
import { perform } from "../../usecases/perform.ts"
import { checkEstates, importEstates } from "../../usecases/registry/import-estates.ts"
import { checkPlaces, importPlaces } from "../../usecases/registry/import-places.ts"
import { reachOf } from "../../usecases/registry/reach.ts"
import type { DeskEnv } from "../app-env.ts"
import { formKey } from "../forms/command.ts"
import { readForm } from "../forms/read-form.ts"
import { estateLines } from "../forms/registry-table.ts"
import { checkedRows, uploadedTable } from "../forms/upload.ts"
import { requires, signedIn } from "../middleware/session.ts"

type Preview = Pick<ImportPreviewProps, "summary" | "confirm" | "titles" | "rows" | "notes">
type Rows = ImportRow<string>[]

/** One kind of file: its columns, what its rows would enter, and entering them. */
interface ImportKind {
  of: ImportOf
  columns: readonly ImportColumn<string>[]
  check(c: Context<DeskEnv>, rows: Rows): Promise<Preview & { faults: ImportFault[] }>
  enter(
    c: Context<DeskEnv>,
    rows: Rows,
    command: { key: string; confirmed: boolean },
  ): Promise<{ count: number }>
  /** Done once for each key; null of an act, which is that by itself. */
  action: string | null
  /** What stands in its template under the titles. Errors: forbidden. */
  lines?(c: Context<DeskEnv>): Promise<string[][]>
}

const estates: ImportKind = {
  of: "estates",
  columns: estateColumns,
  action: "estate.import",
  async check(c, rows) {
    const { ctx, services, text } = c.var
    const { imports, list } = text.registry
    const checked = await checkEstates(ctx, services.spell, rows as Parameters<typeof checkEstates>[2])
    const tenures = checked.rows.reduce((sum, one) => sum + one.tenures.length, 0)
    return {
      faults: checked.faults,
      notes: checked.notes,
      summary: imports.estates.count(checked.rows.length, tenures),
      confirm: imports.estates.confirm(checked.rows.length),
      titles: [list.estate, imports.place, imports.company],
      rows: checked.rows.map(({ facts, standing, tenures: periods }) => [
        facts.name,
        [standing.streetName, facts.placeCode].filter(Boolean).join(" "),
        periods.map(({ company, fromDate }) => `${company} ${fromDate}`).join(text.site.listComma),
      ]),
    }
  },
  enter: (c, rows, command) =>
    importEstates(c.var.ctx, c.var.services.spell, rows as Parameters<typeof importEstates>[2], command),
}

const places: ImportKind = {
  of: "places",
  columns: placeColumns,
  action: "place.import",
  async check(c, rows) {
    const { ctx, text } = c.var
    const { imports, places: words } = text.registry
    const checked = await checkPlaces(ctx, rows as Parameters<typeof checkPlaces>[1])
    return {
      faults: checked.faults,
      notes: checked.notes,
      summary: imports.places.count(checked.rows.length),
      confirm: imports.places.confirm(checked.rows.length),
      titles: [words.code, words.name, words.kind, imports.above],
      rows: checked.rows.map(({ code, name, kind, zoneCode, parentCode }) => [
        code,
        name,
        words.kinds[kind],
        zoneCode ?? parentCode ?? "",
      ]),
    }
  },
  enter: (c, rows, command) => importPlaces(c.var.ctx, rows as Parameters<typeof importPlaces>[1], command),
}

const clerks: ImportKind = {
  of: "clerks",
  columns: clerkColumns,
  action: null,
  lines: async (c) => clerkLines(await hands.open(c.var.ctx, {})),
  async check(c, rows) {
    const { imports } = c.var.text.registry
    const { clerk, gets, loses, after, estates: many, count, confirm } = imports.clerks
    const checked = checkClerks(rows as Parameters<typeof checkClerks>[0], await hands.open(c.var.ctx, {}))
    const none = checked.rows.length === 0 && checked.faults.length === 0
    return {
      faults: none ? [{ rule: "clerks_same", line: null, column: null }] : checked.faults,
      notes: checked.notes,
      summary: count(checked.rows.length),
      confirm: confirm(checked.rows.length),
      titles: [clerk, gets, loses, after],
      rows: checked.rows.map(({ clerk: { name }, give, take, count: n }) => [
        name,
        many(give.length),
        many(take.length),
        many(n),
      ]),
    }
  },
  async enter({ var: { ctx } }, rows, { key, confirmed }) {
    const given = { rows, confirmed }
    return (await perform(ctx, assignEstates, await hands.open(ctx, {}), { given }, { key })).result
  },
}

const titlesByField = ({ columns }: ImportKind): Record<string, string> =>
  Object.fromEntries(columns.map(({ field, titles }) => [field, titles[0]]))

function show(c: Context<DeskEnv>, kind: ImportKind, faults: ImportFault[] = []) {
  const { actor } = c.var
  const done = c.req.method === "GET" ? Number(c.req.query("done")) : 0
  return c.render(
    <ImportPage
      actor={actor}
      of={kind.of}
      titles={titlesOf(kind.columns)}
      titleOf={titlesByField(kind)}
      faults={faults}
      done={Number.isSafeInteger(done) && done > 0 ? done : null}
    />,
    faults.length === 0 ? 200 : faults.some(({ rule }) => rule === "file_too_large") ? 413 : 422,
  )
}

/** What a file would enter, or everything that is wrong with it, what was wrong with single cells (`read`) included. */
async function preview(
  c: Context<DeskEnv>,
  kind: ImportKind,
  rows: Rows,
  unconfirmed: boolean,
  read: ImportFault[],
) {
  const { actor, ctx } = c.var
  const { faults, ...checked } = await kind.check(c, rows)
  const all = allFaults(read, faults)
  if (all.length > 0) return show(c, kind, all)
  const fresh = freshForm(ctx.newId())
  return c.render(
    <ImportPreviewPage
      actor={actor}
      of={kind.of}
      {...checked}
      titleOf={titlesByField(kind)}
      carried={JSON.stringify(rows)}
      state={unconfirmed ? { ...fresh, faults: [{ rule: "not_confirmed", field: "confirmed" }] } : fresh}
    />,
    unconfirmed ? 422 : 200,
  )
}

async function check(c: Context<DeskEnv>, kind: ImportKind) {
  const sheet = await uploadedTable(c, c.var.services.tables.read)
  const { rows, faults } = readTable(kind.columns, sheet)
  return rows.length === 0 ? show(c, kind, faults) : preview(c, kind, rows, false, faults)
}

async function confirm(c: Context<DeskEnv>, kind: ImportKind) {
  const { ctx } = c.var
  const fields = await readForm(c)
  const key = formKey(c.req.path, fields)
  const rows = checkedRows(
    fields["rows"] ?? "",
    kind.columns.map(({ field }) => field),
  )
  const command = { key, confirmed: fields["confirmed"] === "yes" }
  try {
    const enter = () => kind.enter(c, rows, command)
    const { count } = await (kind.action === null ? enter() : once(ctx, { key, action: kind.action }, enter))
    return c.redirect(paths.import(kind.of, { done: count }), 303)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    if (error.code === "stale") return show(c, kind, [{ rule: "import_stale", line: null, column: null }])
    if (error.rule === "explain") return preview(c, kind, rows, true, [])
    if (error.rule !== "import_faults") throw error
    return show(c, kind, (await kind.check(c, rows)).faults)
  }
}

function file(c: Context<DeskEnv>, name: string, type: string, body: string | Uint8Array<ArrayBuffer>) {
  c.header("content-type", type)
  c.header("content-disposition", `attachment; filename="${name}"`)
  return c.body(body)
}

const csvType = "text/csv; charset=utf-8"
const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

async function templateCsv(c: Context<DeskEnv>, { of, columns, lines }: ImportKind) {
  const rows = (await lines?.(c)) ?? []
  return file(c, `${of}-template.csv`, csvType, csvFile([titlesOf(columns), ...rows]))
}

/** The template with a second sheet: the place codes of the actor's reach. */
async function templateXlsx(c: Context<DeskEnv>, { of, columns, lines }: ImportKind) {
  const { ctx, services, text } = c.var
  const { imports, places: words } = text.registry
  const titles = titlesOf(columns)
  const list = of === "estates" ? await ctx.read.imports.placeList(reachOf(ctx.actor)) : []
  const codes = list.map(({ code, name, above }) => [code, name, above])
  const sheets = [
    { name: imports[of].title, rows: [titles, ...((await lines?.(c)) ?? [])], widths: titles.map(() => 18) },
  ]
  if (of === "estates")
    sheets.push({
      name: imports.sheetPlaces,
      rows: [[words.code, words.name, imports.above], ...codes],
      widths: [18, 24, 24],
    })
  const bytes = await services.tables.writeWorkbook(sheets)
  return file(c, `${of}-template.xlsx`, xlsxType, bytes.slice())
}

async function exportCsv(c: Context<DeskEnv>) {
  const rows = await c.var.ctx.read.estates.table()
  const titles = titlesOf(estateColumns)
  return file(c, "estates.csv", csvType, csvFile([titles, ...estateLines(rows)]))
}

function routes(kind: ImportKind, permission: "registry.edit" | "place.edit" | "member.manage") {
  const only = requires(permission)
  return new Hono<DeskEnv>()
    .get(paths.import(kind.of), only, (c) => show(c, kind))
    .post(paths.import(kind.of), only, (c) => check(c, kind))
    .post(paths.importConfirmation(kind.of), only, (c) => confirm(c, kind))
    .get(paths.importTemplate(kind.of, "csv"), only, (c) => templateCsv(c, kind))
    .get(paths.importTemplate(kind.of, "xlsx"), only, (c) => templateXlsx(c, kind))
}

/** Files of estates and places: checked whole, then entered whole or not at all. */
export const importRoutes = new Hono<DeskEnv>()
  .get(paths.registryCsv(), exportCsv)
  .route("/", routes(estates, "registry.edit"))
  .route("/", routes(places, "place.edit"))

/** Who works on which estate of a company, by file. */
export const clerkRoutes = new Hono<DeskEnv>()
  .use("/clerks/*", signedIn, ({ var: { actor } }, next) => {
    if (actor.organisation.kind !== "company") throw new DomainError("forbidden", "forbidden")
    return next()
  })
  .route("/", routes(clerks, "member.manage"))
