import { createRoot } from 'react-dom/client';
import { startPopup } from './features/popup/start-popup';
import './styles/tokens.css';
import './styles/contrast.css';
import './styles/base.css';

const root = document.getElementById('root');
if (root) startPopup(createRoot(root));
