import { z } from 'zod'
import { integer, json, local, text } from '../journal/declare.ts'
import { vector } from '../sync/protocol.ts'
import { id, instant, plain } from './common.ts'

/** Verifiers of PIN and password, argon2id in PHC form. Never journalled. */
export const credential = local('credential', {
  pinVerifier: text(z.string().nullable()),
  passwordVerifier: text(z.string().nullable()),
  failures: integer(z.int().min(0)),
  lockedUntil: text(instant.nullable()),
})

/** What a person is typing, per user and form; it becomes an entry when saved. */
export const draft = local(
  'draft',
  {
    userId: text(id),
    form: text(plain(200)),
    body: json(z.json()),
    savedAt: text(instant),
  },
  [['userId', 'form']],
)

export const printJobStates = ['waiting', 'printing', 'failed', 'done', 'dismissed'] as const

/** A document on its way to paper; a failed one stays until it is printed or put aside. */
export const printJob = local(
  'printJob',
  {
    documentKind: text(plain(20)),
    documentId: text(id),
    printId: text(id),
    copy: integer(z.int().min(1)),
    format: text(plain(8)),
    state: text(z.enum(printJobStates)),
    reason: text(plain(300)),
    requestedAt: text(instant),
    requestedBy: text(plain(80)),
  },
  [['state']],
)

/** When this PC last made a legal document, by its own clock: one row. A clock far before it is asked about. */
export const legalClock = local('legalClock', { at: text(instant) })

/** Settings of this PC or of one person on it: theme, language, printers, window. */
export const preference = local(
  'preference',
  {
    scope: text(plain(60)),
    name: text(plain(60)),
    value: json(z.json()),
  },
  [['scope', 'name']],
)

/** `joining`: not everything has come yet, and nobody can sign in. */
export const headquartersStages = ['joining', 'linked'] as const

/** The headquarters that this PC is enrolled at, and what it holds of this PC: one row. */
export const headquarters = local('headquarters', {
  address: text(plain(300)),
  /** Its device and key in this clinic's journal. */
  device: text(id),
  publicKey: text(z.string()),
  /** Its signature over this PC's own key. */
  certificate: text(z.string()),
  stage: text(z.enum(headquartersStages)),
  /** The device as which it knows this PC; another one than the PC's own after a restore, until that is told. */
  enrolledAs: text(id),
  /** Of the enrolment code with which this PC joined; it opens the first PIN. */
  codeVerifier: text(z.string().nullable()),
  /** What it held when it said so the last time, and what came from it since. */
  acknowledged: json(vector),
  /** When it said so. */
  confirmedAt: text(instant.nullable()),
})
