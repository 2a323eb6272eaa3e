import { createRoot } from 'react-dom/client'

createRoot(document.getElementById('portal')!).render(<h1>Mes salles</h1>)
