import { createRoute, z } from "@hono/zod-openapi"
import type { Context } from "hono"
import { DomainError } from "../../domain/errors.ts"
import { type CheckedImport, estateColumns } from "../../domain/registry/import-estates.ts"
import { placeColumns } from "../../domain/registry/import-places.ts"
import {
  allFaults,
  type ImportColumn,
  type ImportRow,
  readTable,
} from "../../domain/registry/import-table.ts"
import { once } from "../../usecases/once.ts"
import { checkEstates, type EstateImport, importEstates } from "../../usecases/registry/import-estates.ts"
import { checkPlaces, importPlaces } from "../../usecases/registry/import-places.ts"
import { cleanSheet } from "../forms/upload.ts"
import { answers } from "./answers.ts"
import type { ApiEnv } from "./api-env.ts"
import { fileProblem, importFaultView } from "./import-faults.ts"
import { estateImportCheck, importedSchema, placeImportCheck } from "./import-schemas.ts"
import { apiRouter, behindKeyWithFile, fileBody, headerParameters } from "./key-route.ts"

const csv = "text/csv"
const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
const tables = [csv, xlsx]
const parameters = [headerParameters.idempotencyKey]
const flag = z.enum(["true", "false"]).default("false")

const estatesFile = createRoute({
  ...behindKeyWithFile(tables, ["registry.read"], ["registry.edit"]),
  method: "post",
  path: "/imports/estates",
  tags: ["estates"],
  operationId: "importEstates",
  parameters,
  request: { query: z.strictObject({ dryRun: flag, confirmed: flag }), body: fileBody(tables) },
  responses: { ...answers(201, importedSchema), ...answers(200, estateImportCheck) },
})

const placesFile = createRoute({
  ...behindKeyWithFile(tables, ["place.edit"]),
  method: "post",
  path: "/imports/places",
  tags: ["places"],
  operationId: "importPlaces",
  parameters,
  request: { query: z.strictObject({ dryRun: flag }), body: fileBody(tables) },
  responses: { ...answers(201, importedSchema), ...answers(200, placeImportCheck) },
})

/** One kind of file: its columns, what its rows would enter, and entering them. */
interface FileKind<F extends string, T> {
  action: string
  columns: readonly ImportColumn<F>[]
  check(rows: ImportRow<F>[]): Promise<CheckedImport<T>>
  enter(rows: ImportRow<F>[], command: { key: string }): Promise<{ count: number }>
}

/** The rows of the file that was sent, and what is wrong with single cells. Throws Problem 422 when it has none. */
async function readRows<F extends string>(c: Context<ApiEnv>, columns: readonly ImportColumn<F>[]) {
  const { services, text, file } = c.var
  const { rows, faults } = readTable(columns, cleanSheet(await services.tables.read(file)))
  if (rows.length === 0) throw fileProblem(text, faults)
  return { rows, faults }
}

/** What a file would enter; nothing is written. Throws Problem 422 with everything that is wrong with it. */
async function checkFile<F extends string, T>(c: Context<ApiEnv>, kind: FileKind<F, T>) {
  const read = await readRows(c, kind.columns)
  const checked = await kind.check(read.rows)
  const faults = allFaults(read.faults, checked.faults)
  if (faults.length > 0) throw fileProblem(c.var.text, faults)
  return checked
}

/**
 * Enters a file whole, once, or not at all. Throws Problem 422 with everything that is wrong with it, or with what has to
 * be looked at first.
 */
async function enterFile<F extends string, T>(c: Context<ApiEnv>, kind: FileKind<F, T>) {
  const { ctx, text, commandKey: key } = c.var
  const { action, check } = kind
  const { rows, faults } = await readRows(c, kind.columns)
  const refusal = async () => fileProblem(text, allFaults(faults, (await check(rows)).faults))
  if (faults.length > 0) throw await refusal()
  try {
    const { count } = await once(ctx, { key, action }, () => kind.enter(rows, { key }))
    return { entered: count }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    if (error.rule === "import_faults") throw await refusal()
    if (error.rule !== "explain") throw error
    throw fileProblem(text, (await check(rows)).notes, null, "import_unconfirmed")
  }
}

function estatesOf(c: Context<ApiEnv>, confirmed: boolean) {
  const { ctx, services } = c.var
  return {
    action: "estate.import",
    columns: estateColumns,
    check: (rows) => checkEstates(ctx, services.spell, rows),
    enter: (rows, { key }) => importEstates(ctx, services.spell, rows, { key, confirmed }),
  } satisfies FileKind<(typeof estateColumns)[number]["field"], EstateImport["rows"][number]>
}

function placesOf({ var: { ctx } }: Context<ApiEnv>) {
  return {
    action: "place.import",
    columns: placeColumns,
    check: (rows) => checkPlaces(ctx, rows),
    enter: (rows, command) => importPlaces(ctx, rows, command),
  } satisfies FileKind<
    (typeof placeColumns)[number]["field"],
    Awaited<ReturnType<typeof checkPlaces>>["rows"][number]
  >
}

function estateCheckView(
  c: Context<ApiEnv>,
  { rows, notes }: EstateImport,
): z.infer<typeof estateImportCheck> {
  return {
    estates: rows.length,
    tenures: rows.reduce((sum, { tenures }) => sum + tenures.length, 0),
    notes: notes.map((note) => importFaultView(c.var.text, note)),
    items: rows.map(({ line, slug, facts, tenures }) => ({
      line,
      slug,
      name: facts.name,
      placeCode: facts.placeCode,
      tenures: tenures.map(({ company, fromDate, toDate }) => ({ company, fromDate, toDate })),
    })),
  }
}

/** Files of estates and of places: checked whole, then entered whole or not at all. */
export const importsApi = apiRouter()
  .openapi(estatesFile, async (c) => {
    const { dryRun, confirmed } = c.req.valid("query")
    const kind = estatesOf(c, confirmed === "true")
    if (dryRun === "true") return c.json(estateCheckView(c, await checkFile(c, kind)), 200)
    return c.json(await enterFile(c, kind), 201)
  })
  .openapi(placesFile, async (c) => {
    const kind = placesOf(c)
    if (c.req.valid("query").dryRun === "false") return c.json(await enterFile(c, kind), 201)
    const { rows } = await checkFile(c, kind)
    const items = rows.map(({ line, code, name, kind: of, parentCode, zoneCode }) => ({
      line,
      code,
      name,
      kind: of,
      parentCode,
      zoneCode,
    }))
    return c.json({ places: rows.length, items }, 200)
  })
