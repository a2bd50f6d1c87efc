/** A reason not to go on that whoever runs the machine can do something about: what it is and the way out, in both languages. */
export class Refused extends Error {
  constructor(zh: string, en: string) {
    super(`${zh}\n${en}`)
    this.name = "Refused"
  }
}
