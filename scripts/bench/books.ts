import { demonstrationPassword } from "../../schema/seed/demonstration/accounts.ts"
import { paths } from "../../web/paths.ts"
import { parseCsv } from "../../worker/domain/csv.ts"
import { csvFile } from "../../worker/domain/registry/table-text.ts"
import type { RunningApp } from "../start/app.ts"
import { formsOf } from "./forms.ts"
import { addEstates } from "./more-estates.ts"
import { findPlaces } from "./places.ts"
import type { Measurement } from "./report.ts"
import { Visitor } from "./visitor.ts"

const ESTATES = 500
const LIMIT_MS = 10_000
const email = "editor@demo.shige.example"

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; done: T }> {
  const begun = performance.now()
  const done = await work()
  return { ms: performance.now() - begun, done }
}

/**
 * A quarter of 500 estates by one file: the workbook that is given out, the check of a file in which all is filled in,
 * and entering it. Milliseconds on this machine, database included.
 */
export async function measureBooks(app: RunningApp): Promise<Measurement[]> {
  const { open, slug, fields } = await findPlaces(app.libsqlUrl)
  await addEstates(app, slug, ESTATES)
  const visitor = new Visitor(app)
  await visitor.signIn(email, demonstrationPassword)
  const template = await timed(() => visitor.get(paths.bookTemplate(open, "xlsx")))
  const { html: text } = await visitor.get(paths.bookTemplate(open, "csv"))
  const [, { fields: keys }] = parseCsv(text).records as [unknown, { fields: readonly string[] }]
  const typed = new Map((fields["company"] ?? []).map(([name, text]) => [name.slice(2), text]))
  const line = (_: unknown, at: number) => [
    `bench-${at + 1}`,
    ...keys.slice(2, -1).map((key) => typed.get(key) ?? ""),
    "与台账核对无误。",
  ]
  const lines = Array.from({ length: ESTATES }, line)
  const file = csvFile([["编号", ...keys.slice(2, -1), "变化大的原因"], ...lines])
  const checked = await timed(() => visitor.upload(paths.book(open), new File([file], "book.csv")))
  const form = formsOf(checked.done.html).find(({ action }) => action.endsWith("/confirmation"))
  if (!form) throw new Error(`${checked.done.status}: nothing of the book can be written`)
  const entered = await timed(() => visitor.post(form.action, form.fields))
  if (entered.done.status !== 303) throw new Error(`${entered.done.status}: the book was not written`)
  const size = `${ESTATES} estates × ${keys.length - 3} keys`
  const row = (name: string, ms: number): Measurement => ({
    name: `${name} of ${size}`,
    measured: `${(ms / 1000).toFixed(1)} s`,
    limit: `≤ ${LIMIT_MS / 1000} s`,
    ok: ms <= LIMIT_MS,
  })
  return [
    row("workbook", template.ms),
    row("check", checked.ms),
    row("import (check and writing)", checked.ms + entered.ms),
  ]
}
