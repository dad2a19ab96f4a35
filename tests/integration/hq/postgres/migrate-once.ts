/** Migrates the database given and says what it found. */
import { migrate } from '../../../../hq/postgres/migrate.ts'

const [url = '', appPassword] = process.argv.slice(2)
console.log(JSON.stringify(await migrate(url, { appPassword })))
