/**
 * The scoring command: `npm run --silent score -- --edition E.json --values V.csv [--format csv|json]
 * [--detail | --check] [--ranges]`. Results go to standard output. Faults in the edition or the values go to standard error and end with
 * status 1, a wrong call with status 2; then nothing is printed to standard output.
 */
import { readFileSync } from "node:fs"
import { decodeCsv } from "../worker/domain/csv.ts"
import { checkQuarters } from "../worker/domain/scoring/check-quarters.ts"
import { compileChecks } from "../worker/domain/scoring/checks.ts"
import { scorePeriods } from "../worker/domain/scoring/periods.ts"
import { readEdition } from "../worker/domain/scoring/read-edition.ts"
import {
  checkReport,
  detailReport,
  type Report,
  reportCsv,
  reportJson,
  totalsReport,
} from "../worker/domain/scoring/report.ts"
import { type CompiledEdition, compileEdition } from "../worker/domain/scoring/score.ts"
import { type QuarterValues, readValues } from "../worker/domain/scoring/values-file.ts"
import { answerHelp } from "./call.ts"

const USAGE =
  "npm run --silent score -- --edition E.json --values V.csv [--values V2.csv …] [--format csv|json] [--detail | --check] [--ranges] [--period P]"

/** Ends the command: sentences for standard error and a status. */
class Refusal extends Error {
  readonly status: number

  constructor(status: number, sentences: readonly string[]) {
    super(sentences.join("\n"))
    this.status = status
  }
}

interface Call {
  readonly edition: string
  /** Parts of one values file, each with its header. */
  readonly values: readonly string[]
  readonly format: "csv" | "json"
  readonly detail: boolean
  readonly check: boolean
  readonly ranges: boolean
  /** The quarter or year that is printed; everything when null. */
  readonly period: string | null
}

function wrongCall(sentence: string): Refusal {
  return new Refusal(2, [sentence, `Usage: ${USAGE}`])
}

function readCall(args: readonly string[]): Call {
  const given = new Map<string, string>()
  const values: string[] = []
  for (let n = 0; n < args.length; n++) {
    const [name = "", ...rest] = args[n]!.split("=")
    if (given.has(name) && name !== "--values") throw wrongCall(`${name} is given twice.`)
    if (name === "--detail" || name === "--check" || name === "--ranges") {
      if (rest.length > 0) throw wrongCall(`${name} takes no value.`)
      given.set(name, "yes")
    } else if (name === "--edition" || name === "--values" || name === "--format" || name === "--period") {
      const value = rest.length > 0 ? rest.join("=") : args[++n]
      if (value === undefined || value === "") throw wrongCall(`${name} needs a value.`)
      given.set(name, value)
      if (name === "--values") values.push(value)
    } else throw wrongCall(`“${args[n]}” is not an option of this command.`)
  }
  const edition = given.get("--edition")
  if (edition === undefined) throw wrongCall("--edition is missing: the JSON file of the edition.")
  if (values.length === 0) throw wrongCall("--values is missing: the CSV file of the values.")
  const format = given.get("--format") ?? "csv"
  if (format !== "csv" && format !== "json") throw wrongCall(`--format is csv or json, not “${format}”.`)
  const [detail, check, ranges] = ["--detail", "--check", "--ranges"].map((name) => given.has(name))
  if (detail && check) throw wrongCall("--detail and --check are two tables: ask for one of them.")
  const period = given.get("--period") ?? null
  return {
    edition,
    values,
    period,
    format,
    detail: detail === true,
    check: check === true,
    ranges: ranges === true,
  }
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new Refusal(2, [`${path} cannot be read: ${error instanceof Error ? error.message : error}.`])
  }
}

function readEditionFile(path: string): CompiledEdition {
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(readBytes(path)))
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(1, [`${path} is not JSON in UTF-8: ${error instanceof Error ? error.message : error}`])
  }
  const { edition, faults } = readEdition(json, "optional")
  if (!edition)
    throw new Refusal(
      1,
      faults.map(({ path: where, message }) => `${["edition", where].join(" ").trim()}: ${message}`),
    )
  return compileEdition(edition)
}

/** The lines of one file, the first of which must be the header where more than one is given. */
function readPart(path: string): string {
  const decoded = decodeCsv(readBytes(path))
  if ("faults" in decoded)
    throw new Refusal(
      1,
      decoded.faults.map(({ line, message }) => `line ${line}: ${message}`),
    )
  return decoded.text
}

/** Parts are read as one file: the header of each but the first is left out. Faults name the part where there are several. */
function readValuesFiles(compiled: CompiledEdition, paths: readonly string[]) {
  const texts = paths.map(readPart)
  const starts = [0]
  const whole = texts.map((text, n) => {
    const header = text.indexOf("\n") + 1
    if (n > 0 && text.slice(0, header).trim() !== texts[0]!.slice(0, texts[0]!.indexOf("\n")).trim())
      throw new Refusal(1, [`line 1: the header of ${paths[0]} is expected in ${paths[n]} too`])
    const lines = text.endsWith("\n") || text === "" ? text : `${text}\n`
    const kept = n === 0 ? lines : lines.slice(header)
    starts.push(starts[n]! + kept.split("\n").length - 1)
    return kept
  })
  const read = readValues(compiled, whole.join(""))
  if (!("faults" in read)) return read.quarters
  const told = ({ line, message }: { line: number; message: string }) => {
    if (paths.length === 1) return `line ${line}: ${message}`
    const part = starts.findLastIndex((start) => start < line)
    return `${paths[part]} line ${line - starts[part]! + (part > 0 ? 1 : 0)}: ${message}`
  }
  throw new Refusal(1, read.faults.map(told))
}

/** The rows of one period, told by the column `quarter`. */
function ofPeriod({ columns, rows }: Report, period: string | null): Report {
  const at = columns.indexOf("quarter")
  return { columns, rows: period === null ? rows : rows.filter((row) => row[at] === period) }
}

function reportOf(call: Call, compiled: CompiledEdition, quarters: readonly QuarterValues[]): Report {
  if (call.check) return checkReport(checkQuarters(compileChecks(compiled), quarters))
  const results = scorePeriods(compiled, quarters, {
    ranges: call.ranges && !call.detail,
    measures: call.detail,
  })
  return call.detail ? detailReport(compiled, results) : totalsReport(results, call.ranges)
}

function run(args: readonly string[]): string {
  const call = readCall(args)
  const compiled = readEditionFile(call.edition)
  const report = ofPeriod(reportOf(call, compiled, readValuesFiles(compiled, call.values)), call.period)
  return call.format === "json" ? reportJson(report) : reportCsv(report)
}

// A reader that closes the pipe early (`| head`) has what it wanted.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error
})

answerHelp(`${USAGE}
Scores a CSV of values by an edition, or with --check tells which of its checks the values break; results go to standard
output. Values in parts are given one after another; --period prints one quarter or year of what was computed of all.`)

try {
  process.stdout.write(run(process.argv.slice(2)))
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = error.status
}
