import type { Batons } from "./batons.ts"
import { RequestError } from "./errors.ts"
import { decodePipeline } from "./protocol.ts"

/**
 * Runs one pipeline and returns its JSON answer.
 * @param listening whether the client is still there at the end: without it nobody could continue the stream
 * @throws RequestError 400 for a body that is not Hrana or an unknown baton, 503 when too many streams stay open
 */
export async function runPipeline(batons: Batons, raw: string, listening: () => boolean): Promise<string> {
  const body = decodePipeline(raw)
  const stream = batons.claim(body.baton)
  const results: string[] = []
  try {
    for (const request of body.requests) results.push(await stream.answer(request))
  } catch (error) {
    stream.close()
    throw error
  }
  if (!listening()) stream.close()
  const baton = stream.closed ? null : batons.park(stream)
  if (baton === undefined) {
    stream.close()
    throw new RequestError(
      503,
      "TOO_MANY_STREAMS",
      "Too many streams are open: close them or let them expire",
    )
  }
  return `{"baton":${JSON.stringify(baton)},"base_url":null,"results":[${results.join(",")}]}`
}
