import { readFileSync, renameSync, writeFileSync } from "node:fs"
import { resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { readCityPlaces } from "../schema/seed/places/read-city-places.ts"
import type { Place } from "../worker/domain/place.ts"
import { answerHelp } from "./call.ts"
import { addLocalCity } from "./cell/local-city.ts"
import { type CityDatabase, type PreparedCity, prepareCity } from "./cell/prepare-city.ts"
import { type City, readCity } from "./cell/request.ts"
import { addToSettings, readSettings } from "./cell/settings.ts"
import { seedPlaces } from "./seeding/base.ts"
import { alignedTable } from "./start/accounts.ts"
import { addedCities, mainCity, mainHosts } from "./start/cells.ts"

const usage = `npm run cell -- list [--data DIR]
npm run cell -- add --code 510700 --name 绵阳市 --host mianyang.example [--host …] [--places FILE.tsv]
    [--operator-email E --operator-name N] [--url libsql://… --auth-token …]

Without --data the city is added to the variable CELLS of wrangler.toml, for the next deployment; with --url its
database gets its tables, its places, the edition and its first operator. With --data DIR it is made in that folder,
for the next npm start. Run again it changes nothing. A place is a line “code ⇥ name”; see README.`

function options() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      code: { type: "string" },
      name: { type: "string" },
      host: { type: "string", multiple: true },
      url: { type: "string" },
      "auth-token": { type: "string" },
      places: { type: "string" },
      "operator-email": { type: "string" },
      "operator-name": { type: "string" },
      data: { type: "string" },
      settings: { type: "string", default: fileURLToPath(new URL("../wrangler.toml", import.meta.url)) },
    },
  })
  return { ...values, verb: positionals.join(" ") }
}

type Options = ReturnType<typeof options>

function placesOf({ places }: Options, { code, name }: City): Place[] {
  if (places !== undefined) return readCityPlaces(readFileSync(places, "utf8"), { code, name })
  return code === mainCity ? seedPlaces() : readCityPlaces("", { code, name })
}

function operatorOf(given: Options): CityDatabase["operator"] {
  const { "operator-email": email, "operator-name": name } = given
  if ((email === undefined) !== (name === undefined))
    throw new Error("--operator-email and --operator-name go together.")
  return email === undefined || name === undefined ? undefined : { email, name }
}

function report(prepared: PreparedCity, operator: CityDatabase["operator"]): void {
  const { migrations, places, password } = prepared
  console.log(`database: ${migrations} migrations applied, ${places} places added`)
  if (!operator) return
  if (password === null) console.log(`operator: ${operator.email} was there already`)
  else console.log(`operator: ${operator.email}, password (shown this once): ${password}`)
}

/** Replaces a file whole, so that an interruption leaves the old one. */
function replaceFile(file: string, text: string): void {
  writeFileSync(`${file}.new`, text)
  renameSync(`${file}.new`, file)
}

const secretsOf = (code: string, single: string | null) =>
  ["LIBSQL_URL", "LIBSQL_AUTH_TOKEN", "AUTH_SECRET"].map((name) =>
    code === single ? name : `${name}_${code}`,
  )

async function addDeployed(given: Options, city: City): Promise<void> {
  const { url, settings } = given
  const before = readFileSync(settings, "utf8")
  const after = addToSettings(before, city)
  const places = placesOf(given, city)
  const operator = operatorOf(given)
  if (url === undefined && (operator || given.places !== undefined))
    throw new Error("--places and --operator-… are written to a database: say which with --url.")
  if (url !== undefined) {
    const database = {
      url,
      authToken: given["auth-token"],
      code: city.code,
      name: city.name,
      places,
      operator,
    }
    report(await prepareCity(database, new Date()), operator)
  }
  if (after === before) console.log("wrangler.toml: the city stands in CELLS already")
  else {
    replaceFile(settings, after)
    console.log("wrangler.toml: CELLS names the city now")
  }
  console.log("\nWhat remains, where it is not done yet:")
  const [address, token, secret] = secretsOf(city.code, readSettings(after).single)
  console.log(`  npx wrangler secret put ${address}`)
  console.log(`  npx wrangler secret put ${token}`)
  console.log(`  openssl rand -hex 32 | npx wrangler secret put ${secret}`)
  for (const host of city.hosts)
    console.log(`  in wrangler.toml: [[routes]] pattern = "${host}", custom_domain = true`)
  console.log("  npm run deploy")
}

async function addLocal(given: Options, city: City, data: string): Promise<void> {
  const operator = operatorOf(given)
  if (given.url !== undefined) throw new Error("--url and --data exclude each other.")
  const prepared = await addLocalCity(data, city, { places: placesOf(given, city), operator }, new Date())
  report(prepared, operator)
  for (const host of city.hosts)
    console.log(`npm start serves it at http://${host}:8787 (or the port that it is given)`)
}

async function list({ data, settings }: Options): Promise<void> {
  const { single, hosts, cities } = readSettings(readFileSync(settings, "utf8"))
  const local = async (folder: string) => [
    { code: mainCity, name: "", hosts: mainHosts },
    ...(await addedCities(resolve(folder))),
  ]
  const shown = data === undefined ? cities : await local(data)
  if (shown.length === 0) console.log([single ?? "no city", ...hosts].join("  "))
  else console.log(alignedTable(shown.map(({ code, name, hosts }) => [code, name, hosts.join(" ")])))
}

async function main(): Promise<void> {
  answerHelp(usage)
  const given = options()
  if (given.verb === "list") return list(given)
  const { code, name, host } = given
  if (given.verb !== "add" || code === undefined || name === undefined || host === undefined)
    throw new Error(usage)
  const city = readCity(code, name, host)
  await (given.data === undefined ? addDeployed(given, city) : addLocal(given, city, given.data))
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
