// Looks for the tables that the application works with, by its own driver; exit code 1 names those that are missing.
import { createConnection } from "mysql2/promise";

const connection = await createConnection(process.env.DATABASE_URL);
const [rows] = await connection.query("SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()");
await connection.end();
const missing = process.env.EXPECTED_TABLES.split(",").filter((table) => !rows.some(({ name }) => name === table));
console.log(JSON.stringify({ missing }));
process.exit(missing.length === 0 ? 0 : 1);
