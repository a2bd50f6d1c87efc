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
  "npm run --silent score -- --edition E.json --values V.csv [--format csv|json] [--detail | --check] [--ranges]"

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
  readonly values: string
  readonly format: "csv" | "json"
  readonly detail: boolean
  readonly check: boolean
  readonly ranges: boolean
}

function wrongCall(sentence: string): Refusal {
  return new Refusal(2, [sentence, `Usage: ${USAGE}`])
}

function readCall(args: readonly string[]): Call {
  const given = new Map<string, string>()
  for (let n = 0; n < args.length; n++) {
    const [name = "", ...rest] = args[n]!.split("=")
    if (given.has(name)) throw wrongCall(`${name} is given twice.`)
    if (name === "--detail" || name === "--check" || name === "--ranges") {
      if (rest.length > 0) throw wrongCall(`${name} takes no value.`)
      given.set(name, "yes")
    } else if (name === "--edition" || name === "--values" || name === "--format") {
      const value = rest.length > 0 ? rest.join("=") : args[++n]
      if (value === undefined || value === "") throw wrongCall(`${name} needs a value.`)
      given.set(name, value)
    } else throw wrongCall(`“${args[n]}” is not an option of this command.`)
  }
  const edition = given.get("--edition")
  const values = given.get("--values")
  if (edition === undefined) throw wrongCall("--edition is missing: the JSON file of the edition.")
  if (values === undefined) throw wrongCall("--values is missing: the CSV file of the values.")
  const format = given.get("--format") ?? "csv"
  if (format !== "csv" && format !== "json") throw wrongCall(`--format is csv or json, not “${format}”.`)
  const [detail, check, ranges] = ["--detail", "--check", "--ranges"].map((name) => given.has(name))
  if (detail && check) throw wrongCall("--detail and --check are two tables: ask for one of them.")
  return { edition, values, format, detail: detail === true, check: check === true, ranges: ranges === true }
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

function readValuesFile(compiled: CompiledEdition, path: string) {
  const decoded = decodeCsv(readBytes(path))
  const read = "text" in decoded ? readValues(compiled, decoded.text) : decoded
  if ("faults" in read)
    throw new Refusal(
      1,
      read.faults.map(({ line, message }) => `line ${line}: ${message}`),
    )
  return read.quarters
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
  const report = reportOf(call, compiled, readValuesFile(compiled, call.values))
  return call.format === "json" ? reportJson(report) : reportCsv(report)
}

// A reader that closes the pipe early (`| head`) has what it wanted.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error
})

answerHelp(`${USAGE}
Scores a CSV of values by an edition, or with --check tells which of its checks the values break; results go to standard
output.`)

try {
  process.stdout.write(run(process.argv.slice(2)))
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = error.status
}
