import { Unavailable } from "../domain/unavailable.ts"

type Method = (...args: unknown[]) => unknown

/** What sends bytes: it may take longer than what fetches them. */
const sending = new Set<string | symbol>(["put", "uploadPart", "complete"])
const LONGER = 6

async function inTime(work: Promise<unknown>, deadlineMs: number): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`no answer in ${deadlineMs} ms`)), deadlineMs)
  })
  try {
    return await Promise.race([work, late])
  } catch (cause) {
    throw new Unavailable("files_away", { reached: true, cause })
  } finally {
    clearTimeout(timer)
  }
}

const isPlain = (value: object) => value instanceof ReadableStream || ArrayBuffer.isView(value)

/**
 * The same bucket (or object, or upload of it): what it does not answer in time, or with an error, is thrown as
 * Unavailable. A body that is streamed is handed on as it is.
 */
export function patientBucket<T>(target: T, deadlineMs: number): T {
  if (typeof target !== "object" || target === null) return target
  if (target instanceof ArrayBuffer || Array.isArray(target) || isPlain(target)) return target
  return new Proxy(target, {
    get(object, name) {
      const value: unknown = Reflect.get(object, name, object)
      if (typeof value !== "function") return value
      return (...args: unknown[]) => {
        const answer = (value as Method).apply(object, args)
        if (!(answer instanceof Promise)) return answer
        const limit = sending.has(name) ? LONGER * deadlineMs : deadlineMs
        return inTime(answer, limit).then((found) => patientBucket(found, deadlineMs))
      }
    },
  }) as T
}
