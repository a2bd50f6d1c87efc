import { strFromU8, unzipSync } from "fflate"
import type { SystemServices } from "../../worker/jobs/system-services.ts"
import { systemServices } from "../../worker/services.ts"
import { runExport } from "../../worker/usecases/export/advance-export.ts"
import type { TestCell } from "./cell.ts"
import { type Client, type FrontDoor, secret } from "./front-door.ts"

let key = 0

/** What the Workflow and cron have in their hands, on a test's cell and clock. */
export function exportServices(
  door: { cell: Pick<TestCell, "url" | "bucket">; now: Date },
  job = "export-workflow",
): SystemServices {
  const bindings = {
    LIBSQL_URL: door.cell.url,
    AUTH_SECRET: secret,
    CELL: "510100",
    HOSTS: "localhost",
    RELEASES: door.cell.bucket,
    CLOCK_OFFSET_MS: String(Math.round(door.now.getTime() - Date.now())),
  }
  return systemServices(bindings, job, "510100")
}

/** Presses the button of the export page; answers the export's id and the instance that holds it. */
export async function askExport(
  door: FrontDoor,
  client: Client,
): Promise<{ exportId: string; instanceId: string }> {
  const answer = await client.post("/organisation/export", { key: `export-${++key}-key`, personal: "yes" })
  if (answer.status !== 303)
    throw new Error(`the export was refused: ${answer.status} ${await answer.text()}`)
  const [row] = await door.cell.rows(
    "select id, instance from exports where state = 'running' order by created_at desc, rowid desc limit 1",
  )
  return { exportId: String(row?.["id"]), instanceId: String(row?.["instance"]) }
}

/** The files of an archive by path. */
export function filesOf(archive: ArrayBuffer): Map<string, string> {
  const files = unzipSync(new Uint8Array(archive))
  return new Map(Object.entries(files).map(([path, bytes]) => [path, strFromU8(bytes)]))
}

/** Asks for an export, runs it to its end and downloads it. */
export async function exported(door: FrontDoor, client: Client) {
  const requested = await askExport(door, client)
  const { context, exports } = exportServices(door)
  await runExport(context, exports, requested)
  const answer = await client.get(`/organisation/export/${requested.exportId}`)
  const archive = await answer.arrayBuffer()
  return { ...requested, answer, archive, files: filesOf(archive) }
}
