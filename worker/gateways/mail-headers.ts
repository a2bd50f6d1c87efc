const controls = /[\p{Cc}\u2028\u2029]+/gu
const bytesOfWord = 45

/** A text for one line of a header: without control characters, and no longer than a reader's list shows. */
function oneLine(text: string, most = 150): string {
  const line = text.replace(controls, " ").replace(/\s+/g, " ").trim()
  const characters = Array.from(line)
  return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : line
}

/**
 * The value of a header from any text, as RFC 2047 words of at most 75 characters, folded. Nothing in the text can end
 * the line, begin another header, or pass for an encoded word of its own.
 */
export function headerText(text: string): string {
  const line = oneLine(text)
  if (/^[\w .,:;!()'+/-]*$/.test(line)) return line
  const words: string[] = []
  let bytes: number[] = []
  const encoder = new TextEncoder()
  const close = () => {
    words.push(`=?UTF-8?B?${btoa(String.fromCharCode(...bytes))}?=`)
    bytes = []
  }
  for (const character of line) {
    const more = encoder.encode(character)
    if (bytes.length + more.length > bytesOfWord) close()
    bytes.push(...more)
  }
  close()
  return words.join("\r\n ")
}

/** Whether an address may stand in SMTP commands and headers: nothing that could end the one or begin the other. */
function isPlain(address: string): boolean {
  return /^[\x21-\x7e]+$/.test(address) && /^[^\s<>",;:()[\]\\@]+@[^\s<>",;:()[\]\\@]+$/.test(address)
}

/** An address as SMTP takes it, an international domain in its ASCII form; null when it cannot be one. */
export function mailAddress(address: string): string | null {
  const [local = "", domain = "", ...rest] = address.trim().split("@")
  const host = URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : ""
  const ascii = `${local}@${/^[\x21-\x7e]+$/.test(domain) ? domain : host}`
  return rest.length === 0 && isPlain(ascii) ? ascii : null
}

/** A sender written `Name <address>` or as an address alone; null when it is neither. */
export function parseSender(sender: string): { name: string; address: string } | null {
  const [, name = "", inner] = /^(.*?)<([^<>]+)>\s*$/.exec(sender) ?? []
  const address = mailAddress(inner ?? sender)
  return address ? { name: oneLine(name), address } : null
}

/** Where letters are handed over: `smtp://` (STARTTLS when it is offered) or `smtps://` with user and password. */
export interface MailServer {
  host: string
  port: number
  secure: boolean
  /** Whether letters may go there without encryption, as somebody has said in so many words. */
  plain?: boolean
  credentials?: { username: string; password: string }
}

/** Reads SMTP_URL. */
export function parseMailServer(address: string): MailServer {
  const { protocol, hostname, port, username, password } = new URL(address)
  const secure = protocol === "smtps:"
  const credentials = username
    ? { username: decodeURIComponent(username), password: decodeURIComponent(password) }
    : undefined
  return { host: hostname, port: port ? Number(port) : secure ? 465 : 587, secure, credentials }
}
