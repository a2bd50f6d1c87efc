import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core"

/** A person. What it may do follows from its memberships (members.ts), how it signs in from identity.ts. */
export const users = sqliteTable("users", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  /** As domain/identity/email.ts writes it: lower case, ASCII; a mark where a person has none (domain/identity/no-email.ts). */
  email: text("email").notNull().unique(),
  /** Signs in like the e-mail; as domain/identity/sign-in-id.ts writes it. */
  signInName: text("sign_in_name").unique(),
  /** Eleven digits of a Chinese mobile number; signs in like the e-mail. */
  mobile: text("mobile").unique(),
  emailVerified: integer("email_verified", { mode: "boolean" }).notNull().default(false),
  /** Salt of this person's marks in audit events; goes with the person, and the marks say nothing any more. */
  salt: text("salt"),
  /** The language of its letters; null: it has chosen none. */
  language: text("language", { enum: ["zh", "en"] }),
  /** How it gets which letters by e-mail, as JSON (domain/mail/settings.ts). */
  letters: text("letters").notNull().default("{}"),
  createdAt: integer("created_at", { mode: "timestamp_ms" }).notNull(),
  updatedAt: integer("updated_at", { mode: "timestamp_ms" }).notNull(),
})
