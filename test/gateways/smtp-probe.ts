import { type SmtpOptions, smtp } from "../../worker/gateways/smtp.ts"

/** A Worker that hands one letter to the mail server that it is told of, and answers what went wrong. */
export default {
  async fetch(request: Request): Promise<Response> {
    const options: SmtpOptions = await request.json()
    const letter = { to: "c@d.example", subject: "主题", text: ".\r\n.text", html: "<p>text</p>" }
    return Response.json(await smtp(options)(letter, "id-1"))
  },
}
