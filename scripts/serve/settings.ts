import { join } from "node:path"
import { z } from "zod"
import { addressList } from "./addresses.ts"

/** `address:port`; IPv6 in brackets; 0 takes any free port. */
const listen = z.string().transform((text, context) => {
  const found = /^(?:\[([0-9a-f:.]+)\]|([^\s:[\]]+)):(\d{1,5})$/i.exec(text)
  const port = Number(found?.[3])
  if (!found || port > 65_535) {
    context.addIssue({
      code: "custom",
      message: "须为 地址:端口，例如 127.0.0.1:8787 · an address and a port",
    })
    return z.NEVER
  }
  return { host: found[1] ?? found[2] ?? "", port }
})

const words = (text: string) => text.split(/[\s,]+/).filter(Boolean)

const hostName = /^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)*$/i
const hosts = z
  .string()
  .transform(words)
  .pipe(
    z
      .array(z.string().regex(hostName, "主机名不带协议和端口 · a host name without scheme and port"))
      .min(1, "至少一个主机名 · at least one host name"),
  )

const proxies = z
  .string()
  .default("")
  .transform(words)
  .superRefine((list, context) => {
    try {
      addressList(list)
    } catch (error) {
      context.addIssue({ code: "custom", message: `须为地址或网段 · ${(error as Error).message}` })
    }
  })

const number = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, "须为整数 · a whole number")
    .transform(Number)
    .pipe(
      z
        .number()
        .min(least, `不小于 ${least} · at least ${least}`)
        .max(most, `不大于 ${most} · at most ${most}`),
    )

const url = (pattern: RegExp, message: string) => z.string().regex(pattern, message)

/**
 * Every setting by its name in the file; what is not named here is refused. The names are those of the Worker's bindings
 * where there is one.
 */
export const settingsShape = z.strictObject({
  /** The city: its code, its name and the host names that it is served at. */
  CELL: z.string().regex(/^\d{4}00$/, "须为城市代码，例如 510100 · the code of a city"),
  CELL_NAME: z.string().min(1).optional(),
  HOSTS: hosts,
  /** Signs cookies, seals letters and second factors. */
  AUTH_SECRET: z.string().min(32, "至少 32 个字符 · at least 32 characters (openssl rand -hex 32)"),
  /** The folder that everything is kept in; relative to the file. */
  DATA: z.string().min(1).default("data"),
  LISTEN: listen.prefault("127.0.0.1:8787"),
  /** Proxies whose word about the visitor's address counts, and the header that they say it in. */
  TRUSTED_PROXIES: proxies,
  ADDRESS_HEADER: z
    .string()
    .toLowerCase()
    .regex(/^[a-z0-9-]+$/, "须为请求头的名称 · the name of a header")
    .default("x-forwarded-for"),
  /** Files of a certificate and its key, relative to the file; without them TLS is a proxy's. */
  TLS_CERTIFICATE: z.string().min(1).optional(),
  TLS_KEY: z.string().min(1).optional(),
  /** A libSQL server instead of the file in the folder. */
  LIBSQL_URL: url(/^(libsql|https?|wss?):\/\/./, "libsql://…、https://… 或 http://…").optional(),
  LIBSQL_AUTH_TOKEN: z.string().min(1).optional(),
  SMTP_URL: url(/^smtps?:\/\/./, "smtp://… 或 smtps://…").optional(),
  SMTP_PLAIN: z.enum(["yes", "no"]).default("no"),
  MAIL_FROM: z
    .string()
    .regex(
      /^([^<>]*<[^<>\s@]+@[^<>\s@]+>|[^<>\s@]+@[^<>\s@]+)$/,
      "邮箱地址，或 名称 <地址> · an address, or Name <address>",
    )
    .optional(),
  MAIL_RETRY_SECONDS: number(0, 3600).prefault("30"),
  HSTS: z
    .string()
    .regex(/^max-age=\d+(; ?includeSubDomains)?(; ?preload)?$/, "例如 max-age=31536000")
    .optional(),
  SECURITY_CONTACT: url(/^(mailto:|https:\/\/)./, "mailto:… 或 https://…").optional(),
  SESSION_IDLE_HOURS: number(1, 168).optional(),
  /** Where backups go, relative to the file; whom they are sealed for (age); when, by the city's clock. */
  BACKUP_FOLDER: z.string().min(1).optional(),
  BACKUP_RECIPIENT: z
    .string()
    .regex(/^age1[a-z0-9]+$/, "age1…")
    .optional(),
  BACKUP_AT: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "例如 02:30 · for example 02:30")
    .default("02:30"),
  /** Whoever has it may read /metrics from elsewhere. */
  METRICS_TOKEN: z.string().min(24, "至少 24 个字符 · at least 24 characters").optional(),
  LOG_REQUESTS: z.enum(["all", "none"]).default("all"),
})

export type Settings = z.infer<typeof settingsShape>

/** Where the database is asked: in this process, or at a server. */
export const databaseUrl = ({ settings, data }: { settings: Settings; data: string }): string =>
  settings.LIBSQL_URL ?? `file:${join(data, "cell.db")}`
