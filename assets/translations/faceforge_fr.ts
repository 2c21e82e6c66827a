<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
    <context>
        <name>FaceForge</name>
        <message>
            <source> or </source>
            <translation> ou </translation>
        </message>
        <message>
            <source>0 leaves every part where it lies on the canvas; 1 lets the engine move parts until they fit</source>
            <translation>0 laisse chaque partie là où elle se trouve ; à 1, le moteur déplace les parties jusqu’à ce qu’elles s’accordent</translation>
        </message>
        <message>
            <source>1 donor</source>
            <translation>1 donneur</translation>
        </message>
        <message>
            <source>1 layer</source>
            <translation>1 calque</translation>
        </message>
        <message>
            <source>A command cannot say everything here: {0}, and the work has gone on since. Undo the later steps and save the project; the command then names its file.</source>
            <translation>Une commande ne peut pas tout dire ici : {0}, et le travail a continué depuis. Annulez les étapes suivantes et enregistrez le projet ; la commande nomme alors son fichier.</translation>
        </message>
        <message>
            <source>A command cannot say everything here: {0}. Save the project first; the command then names its file.</source>
            <translation>Une commande ne peut pas tout dire ici : {0}. Enregistrez d’abord le projet ; la commande nommera alors son fichier.</translation>
        </message>
        <message>
            <source>A donor is removed with a right click on one of its parts in the library.</source>
            <translation>Un donneur se retire par un clic droit sur l’une de ses parties dans la bibliothèque.</translation>
        </message>
        <message>
            <source>A face needs {0} points, not {1}. Place them all.</source>
            <translation>Un visage demande {0} points, et non {1}. Placez-les tous.</translation>
        </message>
        <message>
            <source>A face of these weights has {0} numbers. Take one that they made.</source>
            <translation>Un visage de ces poids a {0} nombres. Prenez-en un qu’ils ont produit.</translation>
        </message>
        <message>
            <source>A photo of the face that a sketch shows; the parsing between the two can be repainted</source>
            <translation>Une photo du visage que montre un croquis ; les zones entre les deux peuvent être repeintes</translation>
        </message>
        <message>
            <source>A photo was given without the region to change. Say which region may change.</source>
            <translation>Une photo a été donnée sans la zone à changer. Indiquez celle qui peut changer.</translation>
        </message>
        <message>
            <source>A portrait from parts, one step at a time</source>
            <translation>Un portrait composé pas à pas</translation>
        </message>
        <message>
            <source>A portrait lies over the sketch. Hide its layer to go on drawing.</source>
            <translation>Un portrait recouvre le croquis. Masquez son calque pour continuer à dessiner.</translation>
        </message>
        <message>
            <source>A run is under way. Wait for it, or cancel it first.</source>
            <translation>Un calcul est en cours. Attendez sa fin, ou annulez-le d’abord.</translation>
        </message>
        <message>
            <source>A second layer like the selected one</source>
            <translation>Un second calque comme celui qui est sélectionné</translation>
        </message>
        <message>
            <source>A sketch cannot know colours. What is not chosen becomes typical.</source>
            <translation>Un croquis ne connaît pas les couleurs. Ce qui n’est pas choisi devient typique.</translation>
        </message>
        <message>
            <source>A whole face from eyes, brows, nose, mouth and jaw of one or several people</source>
            <translation>Un visage entier à partir des yeux, sourcils, nez, bouche et mâchoire d’une ou plusieurs personnes</translation>
        </message>
        <message>
            <source>About</source>
            <translation>À propos</translation>
        </message>
        <message>
            <source>About FaceForge</source>
            <translation>À propos de FaceForge</translation>
        </message>
        <message>
            <source>About and licences</source>
            <translation>À propos et licences</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Ajouter</translation>
        </message>
        <message>
            <source>Add as a further layer</source>
            <translation>Ajouter comme calque de plus</translation>
        </message>
        <message>
            <source>Add donor photo</source>
            <translation>Ajouter une photo de donneur</translation>
        </message>
        <message>
            <source>Add donor photo…</source>
            <translation>Ajouter une photo de donneur…</translation>
        </message>
        <message>
            <source>Add overlay as layer</source>
            <translation>Ajouter la surimpression comme calque</translation>
        </message>
        <message>
            <source>Add to library</source>
            <translation>Ajouter à la bibliothèque</translation>
        </message>
        <message>
            <source>Add {part}</source>
            <translation>Ajouter : {part}</translation>
        </message>
        <message>
            <source>Adjust</source>
            <translation>Ajuster</translation>
        </message>
        <message>
            <source>Advanced</source>
            <translation>Avancé</translation>
        </message>
        <message>
            <source>After</source>
            <translation>D’après</translation>
        </message>
        <message>
            <source>All engines</source>
            <translation>Tous les moteurs</translation>
        </message>
        <message>
            <source>All portraits of the strip on one sheet, to look at and to export</source>
            <translation>Tous les portraits de la bande sur une planche, à regarder et à exporter</translation>
        </message>
        <message>
            <source>Another engine is measured just now. Wait until it is done.</source>
            <translation>Un autre moteur est en cours de mesure. Attendez la fin.</translation>
        </message>
        <message>
            <source>Another seed: Generate paints other portraits</source>
            <translation>Autre graine : « Générer » peint d’autres portraits</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Apparence</translation>
        </message>
        <message>
            <source>Apple graphics</source>
            <translation>Puce graphique Apple</translation>
        </message>
        <message>
            <source>Apply as layer</source>
            <translation>Appliquer comme calque</translation>
        </message>
        <message>
            <source>Apply to the photo</source>
            <translation>Appliquer à la photo</translation>
        </message>
        <message>
            <source>Arrow keys</source>
            <translation>Touches fléchées</translation>
        </message>
        <message>
            <source>As it was opened</source>
            <translation>Telle qu’à l’ouverture</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Comme le système</translation>
        </message>
        <message>
            <source>At home</source>
            <translation>À sa place</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>Automatique</translation>
        </message>
        <message>
            <source>Automatic takes a graphics card where there is one</source>
            <translation>« Automatique » prend une carte graphique s’il y en a une</translation>
        </message>
        <message>
            <source>Back home</source>
            <translation>Remettre en place</translation>
        </message>
        <message>
            <source>Back home: {part}</source>
            <translation>Remettre en place : {part}</translation>
        </message>
        <message>
            <source>Background</source>
            <translation>Arrière-plan</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Avant</translation>
        </message>
        <message>
            <source>Before and after</source>
            <translation>Avant et après</translation>
        </message>
        <message>
            <source>Begin with an empty sheet again</source>
            <translation>Recommencer sur une feuille vide</translation>
        </message>
        <message>
            <source>Between two faces</source>
            <translation>Entre deux visages</translation>
        </message>
        <message>
            <source>Black</source>
            <translation>Noir</translation>
        </message>
        <message>
            <source>Blend</source>
            <translation>Fondu</translation>
        </message>
        <message>
            <source>Blend the donors' own pixels back over the painted face; 0 lets the engine fit the parts together</source>
            <translation>Mélange les pixels des donneurs au visage peint ; à 0, le moteur accorde lui-même les parties</translation>
        </message>
        <message>
            <source>Blond</source>
            <translation>Blond</translation>
        </message>
        <message>
            <source>Blue</source>
            <translation>Bleu</translation>
        </message>
        <message>
            <source>Border</source>
            <translation>Bord</translation>
        </message>
        <message>
            <source>Both beside each other; zoom and pan move both</source>
            <translation>Les deux côte à côte ; zoom et déplacement valent pour les deux</translation>
        </message>
        <message>
            <source>Brown</source>
            <translation>Brun</translation>
        </message>
        <message>
            <source>Brows</source>
            <translation>Sourcils</translation>
        </message>
        <message>
            <source>Brush</source>
            <translation>Pinceau</translation>
        </message>
        <message>
            <source>Brush size</source>
            <translation>Taille du pinceau</translation>
        </message>
        <message>
            <source>By region</source>
            <translation>Par zone</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Canvas</source>
            <translation>Plan de travail</translation>
        </message>
        <message>
            <source>Certificate</source>
            <translation>Certificat</translation>
        </message>
        <message>
            <source>Check a weights file and copy it to your own</source>
            <translation>Vérifier un fichier de poids et le copier avec les vôtres</translation>
        </message>
        <message>
            <source>Chestnut</source>
            <translation>Châtain</translation>
        </message>
        <message>
            <source>Choose a PNG, JPEG, WebP, TIFF, BMP or GIF file.</source>
            <translation>Choisissez un fichier PNG, JPEG, WebP, TIFF, BMP ou GIF.</translation>
        </message>
        <message>
            <source>Choose a portrait, then another one: the two are compared. Pin one to hold it against several</source>
            <translation>Choisissez un portrait, puis un autre : les deux sont comparés. Épinglez-en un pour le comparer à plusieurs</translation>
        </message>
        <message>
            <source>Choose a result to see what its engine saw on the way.</source>
            <translation>Choisissez un résultat pour voir ce que son moteur a vu en chemin.</translation>
        </message>
        <message>
            <source>Choose another portrait: the two are compared.</source>
            <translation>Choisissez un autre portrait : les deux sont comparés.</translation>
        </message>
        <message>
            <source>Choose the keys of every command</source>
            <translation>Choisir les touches de chaque commande</translation>
        </message>
        <message>
            <source>Choose: {what}</source>
            <translation>Choisir : {what}</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Choisir…</translation>
        </message>
        <message>
            <source>Class brush</source>
            <translation>Pinceau de classes</translation>
        </message>
        <message>
            <source>Clean the scan, lay it upright, and make a photo of it</source>
            <translation>Nettoyer le scan, le redresser et en faire une photo</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Vider</translation>
        </message>
        <message>
            <source>Clear mask</source>
            <translation>Vider le masque</translation>
        </message>
        <message>
            <source>Clear sheet</source>
            <translation>Effacer la feuille</translation>
        </message>
        <message>
            <source>Click a part on the face, then drag it, or move it with the arrow keys. Undo takes every step back.</source>
            <translation>Cliquez sur une partie du visage, puis faites-la glisser ou déplacez-la avec les flèches. « Annuler » reprend chaque étape.</translation>
        </message>
        <message>
            <source>Click a picture to see it large.</source>
            <translation>Cliquez sur une image pour la voir en grand.</translation>
        </message>
        <message>
            <source>Click from corner to corner</source>
            <translation>Cliquer de coin en coin</translation>
        </message>
        <message>
            <source>Click from corner to corner · double click or Enter: close · Backspace: one back · Alt: take away</source>
            <translation>Cliquer de coin en coin · double-clic ou Entrée : fermer · Retour arrière : un de moins · Alt : enlever</translation>
        </message>
        <message>
            <source>Click into the field and press the keys that you want.</source>
            <translation>Cliquez dans le champ et appuyez sur les touches voulues.</translation>
        </message>
        <message>
            <source>Click the portrait that you like in “Results”, then choose “Export…” in the File menu (Ctrl+E), and “Save” for all of it. Help (F1) tells the rest.</source>
            <translation>Cliquez sur le portrait qui vous plaît dans « Résultats », puis choisissez « Exporter… » dans le menu Fichier (Ctrl+E), et « Enregistrer » pour le tout. L’aide (F1) dit le reste.</translation>
        </message>
        <message>
            <source>Click to choose, Ctrl+click for a second face, double-click to use it as a layer</source>
            <translation>Clic pour choisir, Ctrl+clic pour un second visage, double-clic pour l’utiliser comme calque</translation>
        </message>
        <message>
            <source>Click {point}.</source>
            <translation>Cliquez sur {point}.</translation>
        </message>
        <message>
            <source>Close FaceForge</source>
            <translation>Fermer FaceForge</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>Couleur</translation>
        </message>
        <message>
            <source>Colour match</source>
            <translation>Accord des couleurs</translation>
        </message>
        <message>
            <source>Colour of the background</source>
            <translation>Couleur du fond</translation>
        </message>
        <message>
            <source>Colour of the hair</source>
            <translation>Couleur des cheveux</translation>
        </message>
        <message>
            <source>Colours of a photo</source>
            <translation>Couleurs d’une photo</translation>
        </message>
        <message>
            <source>Colours of the window</source>
            <translation>Couleurs de la fenêtre</translation>
        </message>
        <message>
            <source>Colours were converted to sRGB.</source>
            <translation>Les couleurs ont été converties en sRGB.</translation>
        </message>
        <message>
            <source>Command</source>
            <translation>Commande</translation>
        </message>
        <message>
            <source>Commands</source>
            <translation>Commandes</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Comparer</translation>
        </message>
        <message>
            <source>Compare the file's SHA-256 with what it was when it was shipped or imported</source>
            <translation>Comparer l’empreinte SHA-256 du fichier avec celle de sa livraison ou de son importation</translation>
        </message>
        <message>
            <source>Compare with this one</source>
            <translation>Comparer à celui-ci</translation>
        </message>
        <message>
            <source>Comparison of two portraits</source>
            <translation>Comparaison de deux portraits</translation>
        </message>
        <message>
            <source>Component</source>
            <translation>Composant</translation>
        </message>
        <message>
            <source>Components</source>
            <translation>Composants</translation>
        </message>
        <message>
            <source>Composes, completes and photographs faces that do not exist.</source>
            <translation>Compose, complète et photographie des visages qui n’existent pas.</translation>
        </message>
        <message>
            <source>Composing faces of people who do not exist: for artists, for forensic artists who work from a description, and for people who study faces.</source>
            <translation>Composer des visages de personnes qui n’existent pas : pour les artistes, pour les portraitistes judiciaires qui travaillent d’après une description, et pour l’étude des visages.</translation>
        </message>
        <message>
            <source>Composition</source>
            <translation>Composition</translation>
        </message>
        <message>
            <source>Compute on</source>
            <translation>Calculer sur</translation>
        </message>
        <message>
            <source>Confidence</source>
            <translation>Confiance</translation>
        </message>
        <message>
            <source>Consent of the person</source>
            <translation>Consentement de la personne</translation>
        </message>
        <message>
            <source>Contact sheet</source>
            <translation>Planche-contact</translation>
        </message>
        <message>
            <source>Contact sheet…</source>
            <translation>Planche-contact…</translation>
        </message>
        <message>
            <source>Context extension</source>
            <translation>Extension du contexte</translation>
        </message>
        <message>
            <source>Contextual norm</source>
            <translation>Norme du contexte</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Copié</translation>
        </message>
        <message>
            <source>Copied, before inventing</source>
            <translation>Copié, avant d’inventer</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copier</translation>
        </message>
        <message>
            <source>Copy as command</source>
            <translation>Copier comme commande</translation>
        </message>
        <message>
            <source>Copy what is shown</source>
            <translation>Copier ce qui est affiché</translation>
        </message>
        <message>
            <source>Cover</source>
            <translation>Couverture</translation>
        </message>
        <message>
            <source>Ctrl+click a second face to go from one to the other</source>
            <translation>Ctrl+clic sur un second visage pour aller de l’un à l’autre</translation>
        </message>
        <message>
            <source>Cut a donor</source>
            <translation>Découper un donneur</translation>
        </message>
        <message>
            <source>Cut the parts of a face in a photo into your library</source>
            <translation>Découper les parties d’un visage d’une photo dans votre bibliothèque</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Foncé</translation>
        </message>
        <message>
            <source>Dark brown</source>
            <translation>Brun foncé</translation>
        </message>
        <message>
            <source>Dark grey</source>
            <translation>Gris foncé</translation>
        </message>
        <message>
            <source>Darkness</source>
            <translation>Noirceur</translation>
        </message>
        <message>
            <source>Darkness of the pencil</source>
            <translation>Noirceur du crayon</translation>
        </message>
        <message>
            <source>Deep</source>
            <translation>Profond</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Supprimer</translation>
        </message>
        <message>
            <source>Delete all portraits of this run</source>
            <translation>Supprimer tous les portraits de ce calcul</translation>
        </message>
        <message>
            <source>Delete this portrait</source>
            <translation>Supprimer ce portrait</translation>
        </message>
        <message>
            <source>Delete this portrait (Delete)</source>
            <translation>Supprimer ce portrait (Suppr)</translation>
        </message>
        <message>
            <source>Delete {donor} from your library?</source>
            <translation>Supprimer {donor} de votre bibliothèque ?</translation>
        </message>
        <message>
            <source>Difference</source>
            <translation>Différence</translation>
        </message>
        <message>
            <source>Difference, {gain} times as strong</source>
            <translation>Différence, {gain} fois plus forte</translation>
        </message>
        <message>
            <source>Direction {number}</source>
            <translation>Direction {number}</translation>
        </message>
        <message>
            <source>Disagreement of variants</source>
            <translation>Désaccord des variantes</translation>
        </message>
        <message>
            <source>Do</source>
            <translation>Geste</translation>
        </message>
        <message>
            <source>Do the same for “Brows”, “Nose”, “Mouth” and “Jaw”, each from another person if you like.</source>
            <translation>Faites de même pour « Sourcils », « Nez », « Bouche » et « Mâchoire », chacun d’une autre personne si vous voulez.</translation>
        </message>
        <message>
            <source>Do the step again</source>
            <translation>Refaire l’étape</translation>
        </message>
        <message>
            <source>Donors</source>
            <translation>Donneurs</translation>
        </message>
        <message>
            <source>Donors, weights and what FaceForge is made of</source>
            <translation>Donneurs, poids et composants de FaceForge</translation>
        </message>
        <message>
            <source>Double-click a part to use it, or drag it onto the face.</source>
            <translation>Double-cliquez sur une partie pour l’utiliser, ou faites-la glisser sur le visage.</translation>
        </message>
        <message>
            <source>Drag a corner</source>
            <translation>Faire glisser un coin</translation>
        </message>
        <message>
            <source>Drag a part</source>
            <translation>Faire glisser une partie</translation>
        </message>
        <message>
            <source>Drag a part here, or double-click one in the library</source>
            <translation>Faites glisser une partie ici, ou double-cliquez-en une dans la bibliothèque</translation>
        </message>
        <message>
            <source>Drag a rectangle; Shift: a square</source>
            <translation>Tracer un rectangle ; Maj : un carré</translation>
        </message>
        <message>
            <source>Drag an ellipse; Shift: a circle</source>
            <translation>Tracer une ellipse ; Maj : un cercle</translation>
        </message>
        <message>
            <source>Drag over what is to be filled · Shift: circle · Alt: take away</source>
            <translation>Glisser sur ce qui est à remplir · Maj : cercle · Alt : enlever</translation>
        </message>
        <message>
            <source>Drag over what is to be filled · Shift: square · Alt: take away</source>
            <translation>Glisser sur ce qui est à remplir · Maj : carré · Alt : enlever</translation>
        </message>
        <message>
            <source>Drag the knob</source>
            <translation>Faire glisser la poignée</translation>
        </message>
        <message>
            <source>Drag the line across the portrait</source>
            <translation>Faire glisser la ligne sur le portrait</translation>
        </message>
        <message>
            <source>Drag the points until they fit.</source>
            <translation>Faites glisser les points jusqu’à ce qu’ils soient justes.</translation>
        </message>
        <message>
            <source>Drag to move · corner to scale · knob to rotate · Alt: no snapping</source>
            <translation>Glisser : déplacer · coin : taille · poignée : tourner · Alt : sans aimantation</translation>
        </message>
        <message>
            <source>Draw</source>
            <translation>Dessiner</translation>
        </message>
        <message>
            <source>Draw a face here; the average one shines through as a guide</source>
            <translation>Dessinez un visage ici ; le visage moyen transparaît comme guide</translation>
        </message>
        <message>
            <source>Draw a face on an empty sheet</source>
            <translation>Dessiner un visage sur une feuille vide</translation>
        </message>
        <message>
            <source>Draw around what is to be filled</source>
            <translation>Entourer ce qui est à remplir</translation>
        </message>
        <message>
            <source>Draw around what is to be filled · Alt: take away</source>
            <translation>Entourer ce qui est à remplir · Alt : enlever</translation>
        </message>
        <message>
            <source>Draw from a scanned sketch: it is cleaned and laid upright</source>
            <translation>Partir d’un croquis numérisé : il est nettoyé et redressé</translation>
        </message>
        <message>
            <source>Draw from this sketch</source>
            <translation>Partir de ce croquis</translation>
        </message>
        <message>
            <source>Draw other faces</source>
            <translation>Tirer d’autres visages</translation>
        </message>
        <message>
            <source>Draw {part}</source>
            <translation>Dessiner : {part}</translation>
        </message>
        <message>
            <source>Draw · [ ] or Alt+wheel: size · Alt or the pen's other end: erase · Space: pan</source>
            <translation>Dessiner · [ ] ou Alt+molette : taille · Alt ou l’autre bout du stylet : gommer · Espace : déplacer</translation>
        </message>
        <message>
            <source>Drawn faces</source>
            <translation>Visages tirés</translation>
        </message>
        <message>
            <source>Drop a weights file here to import it, or choose one.</source>
            <translation>Déposez ici un fichier de poids pour l’importer, ou choisissez-en un.</translation>
        </message>
        <message>
            <source>Duplicate</source>
            <translation>Dupliquer</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Édition</translation>
        </message>
        <message>
            <source>Ellipse</source>
            <translation>Ellipse</translation>
        </message>
        <message>
            <source>Engine</source>
            <translation>Moteur</translation>
        </message>
        <message>
            <source>Engines</source>
            <translation>Moteurs</translation>
        </message>
        <message>
            <source>Engines…</source>
            <translation>Moteurs…</translation>
        </message>
        <message>
            <source>Enter in the library</source>
            <translation>Entrée dans la bibliothèque</translation>
        </message>
        <message>
            <source>Eraser</source>
            <translation>Gomme</translation>
        </message>
        <message>
            <source>Errors only</source>
            <translation>Erreurs seulement</translation>
        </message>
        <message>
            <source>Every donor that came with FaceForge is back in the library.</source>
            <translation>Tous les donneurs livrés avec FaceForge sont de nouveau dans la bibliothèque.</translation>
        </message>
        <message>
            <source>Every key, and what the pointer does</source>
            <translation>Chaque touche, et ce que fait le pointeur</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Tout</translation>
        </message>
        <message>
            <source>Everything but the face is marked. Press Generate, or change the marks first: what is not marked stays.</source>
            <translation>Tout sauf le visage est marqué. Appuyez sur Générer, ou changez d’abord les marques : ce qui n’est pas marqué reste.</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Exporter</translation>
        </message>
        <message>
            <source>Export overlay…</source>
            <translation>Exporter la surimpression…</translation>
        </message>
        <message>
            <source>Export photo</source>
            <translation>Exporter la photo</translation>
        </message>
        <message>
            <source>Export sketch</source>
            <translation>Exporter le croquis</translation>
        </message>
        <message>
            <source>Export sketch…</source>
            <translation>Exporter le croquis…</translation>
        </message>
        <message>
            <source>Export this portrait…</source>
            <translation>Exporter ce portrait…</translation>
        </message>
        <message>
            <source>Exported pictures say in their metadata that they are synthetic. Do not pass a composed face off as a photo of a person, and use photos of people only with their consent.</source>
            <translation>Les images exportées disent dans leurs métadonnées qu’elles sont synthétiques. Ne faites pas passer un visage composé pour la photo d’une personne, et n’utilisez des photos de personnes qu’avec leur consentement.</translation>
        </message>
        <message>
            <source>Exports are signed with it: your certificate first, then those above it</source>
            <translation>Les exports sont signés avec lui : d’abord votre certificat, puis ceux au-dessus</translation>
        </message>
        <message>
            <source>Exports say</source>
            <translation>Les exports disent</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exporter…</translation>
        </message>
        <message>
            <source>Eyes</source>
            <translation>Yeux</translation>
        </message>
        <message>
            <source>Face</source>
            <translation>Visage</translation>
        </message>
        <message>
            <source>Face network</source>
            <translation>Réseau de visages</translation>
        </message>
        <message>
            <source>Face shape</source>
            <translation>Forme du visage</translation>
        </message>
        <message>
            <source>Face {number}</source>
            <translation>Visage {number}</translation>
        </message>
        <message>
            <source>Face {number} of {faces}. Click the one to use.</source>
            <translation>Visage {number} sur {faces}. Cliquez sur celui à utiliser.</translation>
        </message>
        <message>
            <source>FaceForge ended unexpectedly. Work on “{name}” of {time} was not saved. Open it again?</source>
            <translation>FaceForge s’est arrêté de façon inattendue. Le travail sur « {name} » du {time} n’était pas enregistré. Le rouvrir ?</translation>
        </message>
        <message>
            <source>Faces in donor photos are found with dlib and its 68-point model, an optional extra. That model was trained on the iBUG 300-W photos, whose licence excludes commercial use: for such use place the points by hand.</source>
            <translation>Les visages des photos de donneurs sont trouvés avec dlib et son modèle à 68 points, un complément facultatif. Ce modèle a été entraîné sur les photos iBUG 300-W, dont la licence exclut l’usage commercial : dans ce cas, placez les points à la main.</translation>
        </message>
        <message>
            <source>Fair</source>
            <translation>Très clair</translation>
        </message>
        <message>
            <source>Feather</source>
            <translation>Adoucir</translation>
        </message>
        <message>
            <source>Feather mask</source>
            <translation>Adoucir le masque</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Fichier</translation>
        </message>
        <message>
            <source>Fill the black</source>
            <translation>Remplir le noir</translation>
        </message>
        <message>
            <source>Fill the white</source>
            <translation>Remplir le blanc</translation>
        </message>
        <message>
            <source>Fill what is not marked instead</source>
            <translation>Remplir plutôt ce qui n’est pas marqué</translation>
        </message>
        <message>
            <source>Find the face of the composition among those that can be drawn</source>
            <translation>Chercher le visage de la composition parmi ceux qui peuvent être tirés</translation>
        </message>
        <message>
            <source>Finds 68 landmarks, and where skin, brows, eyes, nose, lips and hair are, in photos and sketches</source>
            <translation>Trouve 68 points de repère, et où sont peau, sourcils, yeux, nez, lèvres et cheveux, dans les photos et les esquisses</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Terminer</translation>
        </message>
        <message>
            <source>First composition</source>
            <translation>Première composition</translation>
        </message>
        <message>
            <source>First stage</source>
            <translation>Première étape</translation>
        </message>
        <message>
            <source>Fit</source>
            <translation>Ajuster</translation>
        </message>
        <message>
            <source>Flip</source>
            <translation>Retourner</translation>
        </message>
        <message>
            <source>Flip {part}</source>
            <translation>Retourner : {part}</translation>
        </message>
        <message>
            <source>Folders</source>
            <translation>Dossiers</translation>
        </message>
        <message>
            <source>Forget the repainted parsing</source>
            <translation>Oublier le découpage repeint</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <source>From a reference photo…</source>
            <translation>D’après une photo de référence…</translation>
        </message>
        <message>
            <source>Generate</source>
            <translation>Générer</translation>
        </message>
        <message>
            <source>Glasses</source>
            <translation>Lunettes</translation>
        </message>
        <message>
            <source>Go on with a saved composition</source>
            <translation>Continuer une composition enregistrée</translation>
        </message>
        <message>
            <source>Go on with the chosen portrait as a photo: repair it, or try other parts</source>
            <translation>Continuer avec le portrait choisi comme photo : le réparer ou essayer d’autres parties</translation>
        </message>
        <message>
            <source>Green</source>
            <translation>Vert</translation>
        </message>
        <message>
            <source>Grey</source>
            <translation>Gris</translation>
        </message>
        <message>
            <source>Grow</source>
            <translation>Agrandir</translation>
        </message>
        <message>
            <source>Grow mask</source>
            <translation>Agrandir le masque</translation>
        </message>
        <message>
            <source>Guide</source>
            <translation>Guide</translation>
        </message>
        <message>
            <source>Hair</source>
            <translation>Cheveux</translation>
        </message>
        <message>
            <source>Hair, neck, clothes and background painted around a bare face</source>
            <translation>Cheveux, cou, vêtements et arrière-plan peints autour d'un visage nu</translation>
        </message>
        <message>
            <source>Hardness</source>
            <translation>Dureté</translation>
        </message>
        <message>
            <source>Hardness of the brush</source>
            <translation>Dureté du pinceau</translation>
        </message>
        <message>
            <source>Hardness of the pencil</source>
            <translation>Dureté du crayon</translation>
        </message>
        <message>
            <source>Hazel</source>
            <translation>Noisette</translation>
        </message>
        <message>
            <source>Heal borders</source>
            <translation>Effacer les bords</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Aide</translation>
        </message>
        <message>
            <source>Hidden parts of a face copied from its other half, and invented where that is hidden too</source>
            <translation>Les parties cachées d'un visage, copiées de son autre moitié et inventées là où celle-ci est cachée aussi</translation>
        </message>
        <message>
            <source>Hide layer</source>
            <translation>Masquer le calque</translation>
        </message>
        <message>
            <source>Hide or show</source>
            <translation>Masquer ou afficher</translation>
        </message>
        <message>
            <source>Hide the selected layer, or show it again</source>
            <translation>Masquer le calque sélectionné, ou l’afficher de nouveau</translation>
        </message>
        <message>
            <source>Hold</source>
            <translation>Maintenir</translation>
        </message>
        <message>
            <source>Hold B</source>
            <translation>Maintenir B</translation>
        </message>
        <message>
            <source>Hold B to see the composition that the portrait was made from.</source>
            <translation>Maintenez B pour voir la composition dont le portrait est issu.</translation>
        </message>
        <message>
            <source>Hold Space to see the other portrait; the arrow keys move the slider.</source>
            <translation>Maintenez Espace pour voir l’autre portrait ; les flèches déplacent le curseur.</translation>
        </message>
        <message>
            <source>Hold Space, B or the mouse button to see the other portrait</source>
            <translation>Maintenez Espace, B ou le bouton de la souris pour voir l’autre portrait</translation>
        </message>
        <message>
            <source>Hold the chosen portrait against those you choose next</source>
            <translation>Comparer le portrait choisi à ceux que vous choisissez ensuite</translation>
        </message>
        <message>
            <source>Hold two portraits against each other</source>
            <translation>Comparer deux portraits</translation>
        </message>
        <message>
            <source>How far drawn faces may depart from the most typical one</source>
            <translation>Jusqu’où les visages tirés peuvent s’écarter du plus typique</translation>
        </message>
        <message>
            <source>How far faces may depart from the most typical one</source>
            <translation>Combien les visages peuvent s’écarter du plus typique</translation>
        </message>
        <message>
            <source>How far grow, shrink and feather reach</source>
            <translation>Jusqu’où vont agrandir, réduire et adoucir</translation>
        </message>
        <message>
            <source>How far hair, light and background may differ between variants; 0 gives the most typical face</source>
            <translation>Combien les cheveux, la lumière et le fond peuvent différer entre les variantes ; 0 donne le visage le plus typique</translation>
        </message>
        <message>
            <source>How far lines along the borders of the parts are taken out</source>
            <translation>Jusqu’où les lignes au bord des parties sont retirées</translation>
        </message>
        <message>
            <source>How far surroundings may depart from the ones most likely for this face; 0 gives the likeliest</source>
            <translation>De combien l'entourage peut s'écarter du plus probable pour ce visage ; 0 donne le plus probable</translation>
        </message>
        <message>
            <source>How far the further variants may depart from the most likely completion</source>
            <translation>De combien les autres variantes peuvent s'écarter de la complétion la plus probable</translation>
        </message>
        <message>
            <source>How far the further variants may depart from the most likely photo</source>
            <translation>De combien les autres variantes peuvent s'écarter de la photo la plus probable</translation>
        </message>
        <message>
            <source>How far the part's colour is drawn towards the other parts'</source>
            <translation>Combien la couleur de la partie se rapproche de celle des autres</translation>
        </message>
        <message>
            <source>How far the portrait becomes as sharp, or as soft, as the photos its parts come from</source>
            <translation>Jusqu’où le portrait devient aussi net, ou aussi doux, que les photos dont viennent ses parties</translation>
        </message>
        <message>
            <source>How far the visible half of the face is trusted; 0 copies nothing and invents all</source>
            <translation>Jusqu'où la moitié visible du visage est crue ; 0 ne copie rien et invente tout</translation>
        </message>
        <message>
            <source>How it is done, step by step</source>
            <translation>Comment faire, étape par étape</translation>
        </message>
        <message>
            <source>How literally</source>
            <translation>Fidélité</translation>
        </message>
        <message>
            <source>How literally the lines are taken</source>
            <translation>Fidélité aux traits</translation>
        </message>
        <message>
            <source>How literally the lines are taken; below 1 a feature may lie a little beside its line</source>
            <translation>À quel point les traits sont pris à la lettre ; en dessous de 1, un élément peut se trouver un peu à côté de son trait</translation>
        </message>
        <message>
            <source>How literally: {region}</source>
            <translation>Fidélité : {region}</translation>
        </message>
        <message>
            <source>How long to search; 0 takes what suits the kind of search</source>
            <translation>Durée de la recherche ; 0 prend ce qui convient au type de recherche</translation>
        </message>
        <message>
            <source>How many completions to make; the first is the most likely one</source>
            <translation>Combien de complétions faire ; la première est la plus probable</translation>
        </message>
        <message>
            <source>How many different completions to look for</source>
            <translation>Combien de compléments différents chercher</translation>
        </message>
        <message>
            <source>How many different surroundings to paint</source>
            <translation>Combien d'entourages différents peindre</translation>
        </message>
        <message>
            <source>How many photos to make; the first is the most likely one</source>
            <translation>Combien de photos faire ; la première est la plus probable</translation>
        </message>
        <message>
            <source>How many portraits to make</source>
            <translation>Nombre de portraits à faire</translation>
        </message>
        <message>
            <source>How many random faces are tried for a random start</source>
            <translation>Combien de visages au hasard sont essayés pour un départ au hasard</translation>
        </message>
        <message>
            <source>How much looking real counts beside matching the visible pixels</source>
            <translation>Ce que compte l’air réel à côté de l’accord avec les pixels visibles</translation>
        </message>
        <message>
            <source>How strongly the average face shines through</source>
            <translation>Intensité du visage moyen en transparence</translation>
        </message>
        <message>
            <source>How the found face is fitted into the hole: as it is, with its colour matched, or without a seam</source>
            <translation>Comment le visage trouvé entre dans le trou : tel quel, avec sa couleur accordée, ou sans raccord</translation>
        </message>
        <message>
            <source>Images cannot be written as “{0}”. Choose .png, .jpg, .webp or .tif.</source>
            <translation>Les images ne s’écrivent pas en « {0} ». Choisissez .png, .jpg, .webp ou .tif.</translation>
        </message>
        <message>
            <source>Impersonating or harassing anybody, and identifying anybody as evidence. A composed face is a drawing: it shows nobody, and that somebody resembles it proves nothing. Use photos of people only with their consent.</source>
            <translation>Usurper une identité, harceler quelqu’un, ou identifier quelqu’un à titre de preuve. Un visage composé est un dessin : il ne montre personne, et une ressemblance ne prouve rien. N’utilisez des photos de personnes qu’avec leur consentement.</translation>
        </message>
        <message>
            <source>Import weights</source>
            <translation>Importer des poids</translation>
        </message>
        <message>
            <source>Import weights…</source>
            <translation>Importer des poids…</translation>
        </message>
        <message>
            <source>Ink</source>
            <translation>Encre</translation>
        </message>
        <message>
            <source>Inner mouth</source>
            <translation>Intérieur de la bouche</translation>
        </message>
        <message>
            <source>Install them with: {0}, or place the points by hand.</source>
            <translation>Installez-les avec : {0}, ou placez les points à la main.</translation>
        </message>
        <message>
            <source>Intersect</source>
            <translation>Intersection</translation>
        </message>
        <message>
            <source>Invented</source>
            <translation>Inventé</translation>
        </message>
        <message>
            <source>Invert</source>
            <translation>Inverser</translation>
        </message>
        <message>
            <source>Invert mask</source>
            <translation>Inverser le masque</translation>
        </message>
        <message>
            <source>JPEG has no transparency; it is laid on white.</source>
            <translation>Le JPEG n’a pas de transparence ; elle est posée sur du blanc.</translation>
        </message>
        <message>
            <source>Jaw</source>
            <translation>Mâchoire</translation>
        </message>
        <message>
            <source>Keep donor pixels</source>
            <translation>Pixels d’origine</translation>
        </message>
        <message>
            <source>Keep of the chosen result</source>
            <translation>Garder du résultat choisi</translation>
        </message>
        <message>
            <source>Keep one</source>
            <translation>En garder un</translation>
        </message>
        <message>
            <source>Keep the background</source>
            <translation>Garder le fond</translation>
        </message>
        <message>
            <source>Keep the bare face and let an engine paint hair, neck, clothes and background around it</source>
            <translation>Garder le visage nu ; un moteur peint cheveux, cou, vêtements et fond autour de lui</translation>
        </message>
        <message>
            <source>Keep the composition and its portraits in a file</source>
            <translation>Enregistrer la composition et ses portraits dans un fichier</translation>
        </message>
        <message>
            <source>Keep the composition in another file</source>
            <translation>Enregistrer la composition dans un autre fichier</translation>
        </message>
        <message>
            <source>Keep the hair</source>
            <translation>Garder les cheveux</translation>
        </message>
        <message>
            <source>Keyboard</source>
            <translation>Clavier</translation>
        </message>
        <message>
            <source>Keyboard and pointer</source>
            <translation>Clavier et pointeur</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Raccourcis clavier</translation>
        </message>
        <message>
            <source>Keyboard shortcuts…</source>
            <translation>Raccourcis clavier…</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Touches</translation>
        </message>
        <message>
            <source>Landmarks</source>
            <translation>Points de repère</translation>
        </message>
        <message>
            <source>Landmarks by</source>
            <translation>Points de repère par</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Langue</translation>
        </message>
        <message>
            <source>Lasso</source>
            <translation>Lasso</translation>
        </message>
        <message>
            <source>Latent completion</source>
            <translation>Complément latent</translation>
        </message>
        <message>
            <source>Latent faces</source>
            <translation>Visages latents</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Plus tard</translation>
        </message>
        <message>
            <source>Lay the parsing of the chosen portrait over the sketch, to be repainted</source>
            <translation>Poser le découpage du portrait choisi sur le croquis, pour le repeindre</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>Calques</translation>
        </message>
        <message>
            <source>Learnt from</source>
            <translation>Appris de</translation>
        </message>
        <message>
            <source>Leave out recipe, donors and names</source>
            <translation>Omettre recette, donneurs et noms</translation>
        </message>
        <message>
            <source>Left and right arrow keys choose another face.</source>
            <translation>Les flèches gauche et droite choisissent un autre visage.</translation>
        </message>
        <message>
            <source>Left brow</source>
            <translation>Sourcil gauche</translation>
        </message>
        <message>
            <source>Left eye</source>
            <translation>Œil gauche</translation>
        </message>
        <message>
            <source>Left half</source>
            <translation>Moitié gauche</translation>
        </message>
        <message>
            <source>Let the engine find the parsing by itself again</source>
            <translation>Laisser de nouveau le moteur trouver le découpage</translation>
        </message>
        <message>
            <source>Let the mask's edge fade</source>
            <translation>Estomper le bord du masque</translation>
        </message>
        <message>
            <source>Level</source>
            <translation>Niveau</translation>
        </message>
        <message>
            <source>Library</source>
            <translation>Bibliothèque</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>Licence</translation>
        </message>
        <message>
            <source>Licence of the photo</source>
            <translation>Licence de la photo</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Clair</translation>
        </message>
        <message>
            <source>Light blond</source>
            <translation>Blond clair</translation>
        </message>
        <message>
            <source>Light grey</source>
            <translation>Gris clair</translation>
        </message>
        <message>
            <source>Light ratio (grey: none)</source>
            <translation>Rapport de lumière (gris : aucun)</translation>
        </message>
        <message>
            <source>Line drawing</source>
            <translation>Dessin au trait</translation>
        </message>
        <message>
            <source>Lips</source>
            <translation>Lèvres</translation>
        </message>
        <message>
            <source>Literal</source>
            <translation>À la lettre</translation>
        </message>
        <message>
            <source>Live preview</source>
            <translation>Aperçu en direct</translation>
        </message>
        <message>
            <source>Load mask</source>
            <translation>Charger un masque</translation>
        </message>
        <message>
            <source>Load mask…</source>
            <translation>Charger un masque…</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Journal</translation>
        </message>
        <message>
            <source>Log…</source>
            <translation>Journal…</translation>
        </message>
        <message>
            <source>Looking for faces in the photo…</source>
            <translation>Recherche de visages dans la photo…</translation>
        </message>
        <message>
            <source>Looking for the colours of the face…</source>
            <translation>Recherche des couleurs du visage…</translation>
        </message>
        <message>
            <source>Loose strokes</source>
            <translation>Traits libres</translation>
        </message>
        <message>
            <source>Loss of the last search</source>
            <translation>Perte de la dernière recherche</translation>
        </message>
        <message>
            <source>Loss of the search</source>
            <translation>Perte de la recherche</translation>
        </message>
        <message>
            <source>Lower</source>
            <translation>Descendre</translation>
        </message>
        <message>
            <source>Made again: {verdict}.</source>
            <translation>Refait : {verdict}.</translation>
        </message>
        <message>
            <source>Made from an earlier composition</source>
            <translation>Issu d’une composition antérieure</translation>
        </message>
        <message>
            <source>Make the chosen portrait again from its recipe and say whether it is identical</source>
            <translation>Refaire le portrait choisi d’après sa recette et dire s’il est identique</translation>
        </message>
        <message>
            <source>Mark a part of the face by itself</source>
            <translation>Marquer automatiquement une partie du visage</translation>
        </message>
        <message>
            <source>Mark nothing</source>
            <translation>Ne rien marquer</translation>
        </message>
        <message>
            <source>Mark the chosen portrait, or take the mark off</source>
            <translation>Marquer le portrait choisi, ou retirer la marque</translation>
        </message>
        <message>
            <source>Mask</source>
            <translation>Masque</translation>
        </message>
        <message>
            <source>Match sharpness</source>
            <translation>Accorder la netteté</translation>
        </message>
        <message>
            <source>Measure speed</source>
            <translation>Mesurer la vitesse</translation>
        </message>
        <message>
            <source>Measuring…</source>
            <translation>Mesure en cours…</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>Menu</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Message</translation>
        </message>
        <message>
            <source>Mirror link</source>
            <translation>Lien miroir</translation>
        </message>
        <message>
            <source>Mirror the selected part</source>
            <translation>Retourner la partie sélectionnée</translation>
        </message>
        <message>
            <source>More people</source>
            <translation>D’autres personnes</translation>
        </message>
        <message>
            <source>Mouth</source>
            <translation>Bouche</translation>
        </message>
        <message>
            <source>Move parts</source>
            <translation>Déplacer les parties</translation>
        </message>
        <message>
            <source>Move the mask's edge inwards</source>
            <translation>Déplacer le bord du masque vers l’intérieur</translation>
        </message>
        <message>
            <source>Move the mask's edge outwards</source>
            <translation>Déplacer le bord du masque vers l’extérieur</translation>
        </message>
        <message>
            <source>Move the parts on the photo</source>
            <translation>Déplacer les parties sur la photo</translation>
        </message>
        <message>
            <source>Move the selected layer down in the stack</source>
            <translation>Descendre le calque sélectionné dans la pile</translation>
        </message>
        <message>
            <source>Move the selected layer up in the stack</source>
            <translation>Monter le calque sélectionné dans la pile</translation>
        </message>
        <message>
            <source>Move {part}</source>
            <translation>Déplacer : {part}</translation>
        </message>
        <message>
            <source>Move; Shift keeps to one axis, Alt does not snap</source>
            <translation>Déplacer ; Maj garde un axe, Alt sans aimantation</translation>
        </message>
        <message>
            <source>NVIDIA graphics card</source>
            <translation>Carte graphique NVIDIA</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <source>Needs the face network, whose weights are not here. Import them under “Engines…”, or use the lasso.</source>
            <translation>Demande le réseau de visages, dont les poids ne sont pas ici. Importez-les sous « Moteurs… », ou utilisez le lasso.</translation>
        </message>
        <message>
            <source>New composition</source>
            <translation>Nouvelle composition</translation>
        </message>
        <message>
            <source>New keys</source>
            <translation>Nouvelles touches</translation>
        </message>
        <message>
            <source>New sketch</source>
            <translation>Nouveau croquis</translation>
        </message>
        <message>
            <source>New surroundings</source>
            <translation>Nouvel entourage</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Suivant</translation>
        </message>
        <message>
            <source>No checksum of {file} is known. Compare it with its maker's. SHA-256: {digest}</source>
            <translation>Aucune empreinte de {file} n’est connue. Comparez-la avec celle de son auteur. SHA-256 : {digest}</translation>
        </message>
        <message>
            <source>No entry has these words.</source>
            <translation>Aucune entrée ne contient ces mots.</translation>
        </message>
        <message>
            <source>No face was found by itself. Click {point}.</source>
            <translation>Aucun visage n’a été trouvé. Cliquez sur {point}.</translation>
        </message>
        <message>
            <source>No face was found in the portrait, so the points of the average face were taken.</source>
            <translation>Aucun visage n’a été trouvé dans le portrait ; les points du visage moyen ont été pris.</translation>
        </message>
        <message>
            <source>No face was found in the sketch. Draw both eyes, nose and mouth, or click both eyes and the mouth.</source>
            <translation>Aucun visage n’a été trouvé dans l’esquisse. Dessinez les deux yeux, le nez et la bouche, ou cliquez sur les deux yeux et la bouche.</translation>
        </message>
        <message>
            <source>No face was found in this photo. Choose another one, or click the colours.</source>
            <translation>Aucun visage trouvé dans cette photo. Choisissez-en une autre, ou cliquez sur les couleurs.</translation>
        </message>
        <message>
            <source>No face was found in this photo. Place the points by hand.</source>
            <translation>Aucun visage n’a été trouvé dans cette photo. Placez les points à la main.</translation>
        </message>
        <message>
            <source>No face was found in this sketch. Place the points by hand.</source>
            <translation>Aucun visage n’a été trouvé dans cette esquisse. Placez les points à la main.</translation>
        </message>
        <message>
            <source>No face was found in {0}. Place the points by hand, or choose a photo taken from the front.</source>
            <translation>Aucun visage n’a été trouvé dans {0}. Placez les points à la main, ou choisissez une photo prise de face.</translation>
        </message>
        <message>
            <source>No keys for this command</source>
            <translation>Aucune touche pour cette commande</translation>
        </message>
        <message>
            <source>No layers</source>
            <translation>Aucun calque</translation>
        </message>
        <message>
            <source>No layers yet.
Drag a part onto the face, or double-click one in the library.</source>
            <translation>Aucun calque pour l’instant.
Faites glisser une partie sur le visage, ou double-cliquez-en une dans la bibliothèque.</translation>
        </message>
        <message>
            <source>No overlay is shown. Switch one on in the View menu.</source>
            <translation>Aucune surimpression n’est affichée. Activez-en une dans le menu Affichage.</translation>
        </message>
        <message>
            <source>No portrait passes the filter.</source>
            <translation>Aucun portrait ne passe le filtre.</translation>
        </message>
        <message>
            <source>No projects yet</source>
            <translation>Aucun projet pour l’instant</translation>
        </message>
        <message>
            <source>No setting is called that. Try another word.</source>
            <translation>Aucun réglage ne s’appelle ainsi. Essayez un autre mot.</translation>
        </message>
        <message>
            <source>Nobody in the library fits these words.
Try fewer of them.</source>
            <translation>Personne dans la bibliothèque ne correspond à ces mots.
Essayez-en moins.</translation>
        </message>
        <message>
            <source>None of the donors of this picture is in the library. Use it as a photo.</source>
            <translation>Aucun des donneurs de cette image n’est dans la bibliothèque. Utilisez-la comme photo.</translation>
        </message>
        <message>
            <source>None: exports are not signed</source>
            <translation>Aucun : les exports ne sont pas signés</translation>
        </message>
        <message>
            <source>Nose</source>
            <translation>Nez</translation>
        </message>
        <message>
            <source>Note on the run of the chosen portrait</source>
            <translation>Note sur le calcul du portrait choisi</translation>
        </message>
        <message>
            <source>Note on this run</source>
            <translation>Note sur ce calcul</translation>
        </message>
        <message>
            <source>Nothing here says where that is. Choose a result of the context engine, or bring in the weights of the face network.</source>
            <translation>Rien ne dit ici où cela se trouve. Choisissez un résultat du moteur d’entourage, ou importez les poids du réseau du visage.</translation>
        </message>
        <message>
            <source>Nothing is marked to be filled. Paint a mask over what is to be completed.</source>
            <translation>Rien n’est marqué à remplir. Peignez un masque sur ce qui doit être complété.</translation>
        </message>
        <message>
            <source>Nothing is marked to be filled. Paint over what is to be completed.</source>
            <translation>Rien n’est marqué à remplir. Peignez sur ce qui doit être complété.</translation>
        </message>
        <message>
            <source>Nothing is marked to be painted. Leave something around the face uncovered.</source>
            <translation>Rien n’est marqué à peindre. Laissez quelque chose à découvert autour du visage.</translation>
        </message>
        <message>
            <source>Nothing leaves this machine</source>
            <translation>Rien ne quitte cet ordinateur</translation>
        </message>
        <message>
            <source>Nothing of that is to be painted anew. Mark the surroundings of the face first.</source>
            <translation>Rien de cela ne doit être repeint. Marquez d’abord l’entourage du visage.</translation>
        </message>
        <message>
            <source>Nothing that finds landmarks is installed. {0}</source>
            <translation>Rien de ce qui trouve les points de repère n’est installé. {0}</translation>
        </message>
        <message>
            <source>Nothing went wrong so far.</source>
            <translation>Rien n’a échoué jusqu’ici.</translation>
        </message>
        <message>
            <source>Nudge {part}</source>
            <translation>Déplacer pas à pas : {part}</translation>
        </message>
        <message>
            <source>Nudge; with Shift ten times as far</source>
            <translation>Déplacer pas à pas ; avec Maj, dix fois plus loin</translation>
        </message>
        <message>
            <source>Of the certificate, without a password</source>
            <translation>Celle du certificat, sans mot de passe</translation>
        </message>
        <message>
            <source>Of variant 1.</source>
            <translation>De la variante 1.</translation>
        </message>
        <message>
            <source>Offsets are {0} numbers at most, from {1} to {2}. Change them.</source>
            <translation>Les décalages sont au plus {0} nombres, de {1} à {2}. Changez-les.</translation>
        </message>
        <message>
            <source>Older portraits without a star go first</source>
            <translation>Les portraits plus anciens sans étoile partent d’abord</translation>
        </message>
        <message>
            <source>Olive</source>
            <translation>Olive</translation>
        </message>
        <message>
            <source>One eye or one brow</source>
            <translation>Un œil ou un sourcil</translation>
        </message>
        <message>
            <source>One face was found.</source>
            <translation>Un visage a été trouvé.</translation>
        </message>
        <message>
            <source>Only a part of the face is marked, and this engine paints what lies around a face. Choose “{engine}” to fill it.</source>
            <translation>Seule une partie du visage est marquée, et ce moteur peint ce qui entoure un visage. Choisissez « {engine} » pour la remplir.</translation>
        </message>
        <message>
            <source>Only starred ones</source>
            <translation>Seulement avec étoile</translation>
        </message>
        <message>
            <source>Only the first picture of the file was read.</source>
            <translation>Seule la première image du fichier a été lue.</translation>
        </message>
        <message>
            <source>Opacity</source>
            <translation>Opacité</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Ouvrir</translation>
        </message>
        <message>
            <source>Open another copy of it.</source>
            <translation>Ouvrez-en une autre copie.</translation>
        </message>
        <message>
            <source>Open as a photo</source>
            <translation>Ouvrir comme photo</translation>
        </message>
        <message>
            <source>Open it, mark what is hidden, fill it or try other parts</source>
            <translation>L’ouvrir, marquer ce qui est caché, le remplir ou essayer d’autres parties</translation>
        </message>
        <message>
            <source>Open photo</source>
            <translation>Ouvrir une photo</translation>
        </message>
        <message>
            <source>Open photo…</source>
            <translation>Ouvrir une photo…</translation>
        </message>
        <message>
            <source>Open recent</source>
            <translation>Ouvrir un projet récent</translation>
        </message>
        <message>
            <source>Open sketch</source>
            <translation>Ouvrir un croquis</translation>
        </message>
        <message>
            <source>Open sketch…</source>
            <translation>Ouvrir un croquis…</translation>
        </message>
        <message>
            <source>Open this project</source>
            <translation>Ouvrir ce projet</translation>
        </message>
        <message>
            <source>Opening the photo and looking for a face…</source>
            <translation>Ouverture de la photo et recherche d’un visage…</translation>
        </message>
        <message>
            <source>Opening the sketch and looking for a face…</source>
            <translation>Ouverture du croquis et recherche d’un visage…</translation>
        </message>
        <message>
            <source>Open…</source>
            <translation>Ouvrir…</translation>
        </message>
        <message>
            <source>Origin of pixels</source>
            <translation>Origine des pixels</translation>
        </message>
        <message>
            <source>Outline</source>
            <translation>Contour</translation>
        </message>
        <message>
            <source>Outlines</source>
            <translation>Contours</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>Sortie</translation>
        </message>
        <message>
            <source>PSD with layers</source>
            <translation>PSD avec calques</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>Page</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Pages</translation>
        </message>
        <message>
            <source>Paint</source>
            <translation>Peindre</translation>
        </message>
        <message>
            <source>Paint a preview after every change</source>
            <translation>Peindre un aperçu après chaque changement</translation>
        </message>
        <message>
            <source>Paint away what is not to be filled</source>
            <translation>Effacer ce qui n’est pas à remplir</translation>
        </message>
        <message>
            <source>Paint away what is not to be filled · [ ] or Alt+wheel: size · Space: pan</source>
            <translation>Effacer ce qui n’est pas à remplir · [ ] ou Alt+molette : taille · Espace : déplacer la vue</translation>
        </message>
        <message>
            <source>Paint over what is to be filled</source>
            <translation>Peindre sur ce qui est à remplir</translation>
        </message>
        <message>
            <source>Paint over what is to be filled · [ ] or Alt+wheel: size · Alt: erase · Space: pan</source>
            <translation>Peindre sur ce qui est à remplir · [ ] ou Alt+molette : taille · Alt : gommer · Espace : déplacer la vue</translation>
        </message>
        <message>
            <source>Paint over what is to be filled, or drag a part here from the library</source>
            <translation>Peignez sur ce qui est à remplir, ou faites glisser ici une partie de la bibliothèque</translation>
        </message>
        <message>
            <source>Paint portraits from the parts</source>
            <translation>Peindre des portraits à partir des parties</translation>
        </message>
        <message>
            <source>Paint what is to be there · [ ] or Alt+wheel: size · Space: pan</source>
            <translation>Peindre ce qui doit s’y trouver · [ ] ou Alt+molette : taille · Espace : déplacer</translation>
        </message>
        <message>
            <source>Paint what is to be where: hair, skin, lips and so on</source>
            <translation>Peindre ce qui doit être où : cheveux, peau, lèvres, etc.</translation>
        </message>
        <message>
            <source>Painting…</source>
            <translation>Peinture…</translation>
        </message>
        <message>
            <source>Painting… {done} of {total}</source>
            <translation>Peinture… {done} sur {total}</translation>
        </message>
        <message>
            <source>Pale</source>
            <translation>Pâle</translation>
        </message>
        <message>
            <source>Pan</source>
            <translation>Déplacer la vue</translation>
        </message>
        <message>
            <source>Panels</source>
            <translation>Panneaux</translation>
        </message>
        <message>
            <source>Parsing of the photo to be</source>
            <translation>Découpage de la future photo</translation>
        </message>
        <message>
            <source>Parsing of the sketch</source>
            <translation>Découpage du croquis</translation>
        </message>
        <message>
            <source>Parts</source>
            <translation>Parties</translation>
        </message>
        <message>
            <source>Parts to face</source>
            <translation>Des parties au visage</translation>
        </message>
        <message>
            <source>Paste donor photo</source>
            <translation>Coller une photo de donneur</translation>
        </message>
        <message>
            <source>Pasted photo</source>
            <translation>Photo collée</translation>
        </message>
        <message>
            <source>Pencil</source>
            <translation>Crayon</translation>
        </message>
        <message>
            <source>Perceptual form</source>
            <translation>Forme perceptive</translation>
        </message>
        <message>
            <source>Perceptual share</source>
            <translation>Part perceptive</translation>
        </message>
        <message>
            <source>Photo</source>
            <translation>Photo</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>Photos</translation>
        </message>
        <message>
            <source>Photos, projects and portraits stay here. FaceForge sends nothing and counts nothing. Every exported picture says in its metadata that it is synthetic.</source>
            <translation>Photos, projets et portraits restent ici. FaceForge n’envoie rien et ne compte rien. Chaque image exportée dit dans ses métadonnées qu’elle est synthétique.</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>Image</translation>
        </message>
        <message>
            <source>Place the eyes and the mouth by hand</source>
            <translation>Placer les yeux et la bouche à la main</translation>
        </message>
        <message>
            <source>Polygon</source>
            <translation>Polygone</translation>
        </message>
        <message>
            <source>Porcelain</source>
            <translation>Porcelaine</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>Portrait</translation>
        </message>
        <message>
            <source>Portraits appear here. Put parts on the face and press Generate.</source>
            <translation>Les portraits apparaissent ici. Placez des parties sur le visage et appuyez sur « Générer ».</translation>
        </message>
        <message>
            <source>Preferences</source>
            <translation>Préférences</translation>
        </message>
        <message>
            <source>Preferences…</source>
            <translation>Préférences…</translation>
        </message>
        <message>
            <source>Press Generate to paint the portrait, or switch live preview on</source>
            <translation>Appuyez sur « Générer » pour peindre le portrait, ou activez l’aperçu en direct</translation>
        </message>
        <message>
            <source>Press Generate to see what the photo becomes</source>
            <translation>Appuyez sur « Générer » pour voir ce que devient la photo</translation>
        </message>
        <message>
            <source>Press “Generate” on the right, or Ctrl+Enter. Four portraits are painted from the parts.</source>
            <translation>Appuyez sur « Générer » à droite, ou Ctrl+Entrée. Quatre portraits sont peints à partir des parties.</translation>
        </message>
        <message>
            <source>Private key</source>
            <translation>Clé privée</translation>
        </message>
        <message>
            <source>Processor</source>
            <translation>Processeur</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Progression</translation>
        </message>
        <message>
            <source>Projects</source>
            <translation>Projets</translation>
        </message>
        <message>
            <source>Put the chosen portrait on top of the composition</source>
            <translation>Placer le portrait choisi au-dessus de la composition</translation>
        </message>
        <message>
            <source>Put the face on top of the composition</source>
            <translation>Placer le visage au-dessus de la composition</translation>
        </message>
        <message>
            <source>Put the parts of its face into your library; a picture made here offers its composition</source>
            <translation>Mettre les parties du visage dans la bibliothèque ; une image faite ici propose sa composition</translation>
        </message>
        <message>
            <source>Put the selected part back to its place on the average face</source>
            <translation>Remettre la partie sélectionnée à sa place sur le visage moyen</translation>
        </message>
        <message>
            <source>Put the tint that is shown on top of the composition, as a layer</source>
            <translation>Placer la teinte affichée au-dessus de la composition, comme calque</translation>
        </message>
        <message>
            <source>Quality</source>
            <translation>Qualité</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Quitter</translation>
        </message>
        <message>
            <source>Raise</source>
            <translation>Monter</translation>
        </message>
        <message>
            <source>Random starts</source>
            <translation>Départs au hasard</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>Relire</translation>
        </message>
        <message>
            <source>Read canvas</source>
            <translation>Lire la composition</translation>
        </message>
        <message>
            <source>Reading the file…</source>
            <translation>Lecture du fichier…</translation>
        </message>
        <message>
            <source>Rectangle</source>
            <translation>Rectangle</translation>
        </message>
        <message>
            <source>Red</source>
            <translation>Rouge</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>Rétablir</translation>
        </message>
        <message>
            <source>Redo {step}</source>
            <translation>Rétablir : {step}</translation>
        </message>
        <message>
            <source>Reference photo</source>
            <translation>Photo de référence</translation>
        </message>
        <message>
            <source>Refit parts</source>
            <translation>Réajuster</translation>
        </message>
        <message>
            <source>Region ▾</source>
            <translation>Zone ▾</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Retirer</translation>
        </message>
        <message>
            <source>Remove donor</source>
            <translation>Retirer le donneur</translation>
        </message>
        <message>
            <source>Remove the selected layer</source>
            <translation>Retirer le calque sélectionné</translation>
        </message>
        <message>
            <source>Remove this donor from the library</source>
            <translation>Retirer ce donneur de la bibliothèque</translation>
        </message>
        <message>
            <source>Reorder</source>
            <translation>Réordonner</translation>
        </message>
        <message>
            <source>Repaint its parsing</source>
            <translation>Repeindre son découpage</translation>
        </message>
        <message>
            <source>Repaint the parsing</source>
            <translation>Repeindre le découpage</translation>
        </message>
        <message>
            <source>Repair a photo: mark what is hidden and fill it, or try other parts on it</source>
            <translation>Réparer une photo : marquer ce qui est caché et le remplir, ou y essayer d’autres parties</translation>
        </message>
        <message>
            <source>Repair this photo</source>
            <translation>Réparer cette photo</translation>
        </message>
        <message>
            <source>Replace {part}</source>
            <translation>Remplacer : {part}</translation>
        </message>
        <message>
            <source>Replace…</source>
            <translation>Remplacer…</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>Réinitialiser</translation>
        </message>
        <message>
            <source>Reset all</source>
            <translation>Tout réinitialiser</translation>
        </message>
        <message>
            <source>Reset sliders</source>
            <translation>Réinitialiser les curseurs</translation>
        </message>
        <message>
            <source>Restore removed donors</source>
            <translation>Restaurer les donneurs retirés</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>Résultats</translation>
        </message>
        <message>
            <source>Results and exports</source>
            <translation>Résultats et exports</translation>
        </message>
        <message>
            <source>Results in a file</source>
            <translation>Résultats dans un fichier</translation>
        </message>
        <message>
            <source>Results in memory</source>
            <translation>Résultats en mémoire</translation>
        </message>
        <message>
            <source>Right brow</source>
            <translation>Sourcil droit</translation>
        </message>
        <message>
            <source>Right eye</source>
            <translation>Œil droit</translation>
        </message>
        <message>
            <source>Right half</source>
            <translation>Moitié droite</translation>
        </message>
        <message>
            <source>Rose</source>
            <translation>Rose</translation>
        </message>
        <message>
            <source>Rotate</source>
            <translation>Tourner</translation>
        </message>
        <message>
            <source>Rotate {part}</source>
            <translation>Tourner : {part}</translation>
        </message>
        <message>
            <source>Rotate; Shift in steps of 15°</source>
            <translation>Tourner ; Maj par pas de 15°</translation>
        </message>
        <message>
            <source>Rub out what is drawn</source>
            <translation>Gommer ce qui est dessiné</translation>
        </message>
        <message>
            <source>Rub out · [ ] or Alt+wheel: size · Space: pan</source>
            <translation>Gommer · [ ] ou Alt+molette : taille · Espace : déplacer</translation>
        </message>
        <message>
            <source>Rubber</source>
            <translation>Gomme</translation>
        </message>
        <message>
            <source>Run again</source>
            <translation>Refaire</translation>
        </message>
        <message>
            <source>Sand</source>
            <translation>Sable</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Enregistrer</translation>
        </message>
        <message>
            <source>Save as</source>
            <translation>Enregistrer sous</translation>
        </message>
        <message>
            <source>Save as…</source>
            <translation>Enregistrer sous…</translation>
        </message>
        <message>
            <source>Save mask</source>
            <translation>Enregistrer le masque</translation>
        </message>
        <message>
            <source>Save mask…</source>
            <translation>Enregistrer le masque…</translation>
        </message>
        <message>
            <source>Save the mask as a picture: white is what is filled</source>
            <translation>Enregistrer le masque comme image : le blanc est rempli</translation>
        </message>
        <message>
            <source>Save the portrait or the composition as a picture</source>
            <translation>Enregistrer le portrait ou la composition comme image</translation>
        </message>
        <message>
            <source>Save the sketch as a picture</source>
            <translation>Enregistrer le croquis comme image</translation>
        </message>
        <message>
            <source>Save the tinted picture with its legend</source>
            <translation>Enregistrer l’image teintée avec sa légende</translation>
        </message>
        <message>
            <source>Saved {file}.</source>
            <translation>{file} a été enregistré.</translation>
        </message>
        <message>
            <source>Saved {file}: {width} × {height}, {bits} bits, with its profile. Read again, {number} samples outside the repairs differ from the opened file.</source>
            <translation>{file} enregistré : {width} × {height}, {bits} bits, avec son profil. Relu, {number} échantillons hors des réparations diffèrent du fichier ouvert.</translation>
        </message>
        <message>
            <source>Saved {file}: {width} × {height}, {bits} bits. Read again, {number} samples outside the repairs differ from the opened file.</source>
            <translation>{file} enregistré : {width} × {height}, {bits} bits. Relu, {number} échantillons hors des réparations diffèrent du fichier ouvert.</translation>
        </message>
        <message>
            <source>Scale</source>
            <translation>Changer la taille</translation>
        </message>
        <message>
            <source>Scale {part}</source>
            <translation>Changer la taille : {part}</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Recherche</translation>
        </message>
        <message>
            <source>Search commands or keys</source>
            <translation>Rechercher des commandes ou des touches</translation>
        </message>
        <message>
            <source>Search donors</source>
            <translation>Rechercher des donneurs</translation>
        </message>
        <message>
            <source>Search settings</source>
            <translation>Rechercher des réglages</translation>
        </message>
        <message>
            <source>Search the help</source>
            <translation>Rechercher dans l’aide</translation>
        </message>
        <message>
            <source>Search the log</source>
            <translation>Rechercher dans le journal</translation>
        </message>
        <message>
            <source>Search, e.g. female smiling</source>
            <translation>Rechercher, p. ex. female smiling</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>Graine</translation>
        </message>
        <message>
            <source>Set</source>
            <translation>Définir</translation>
        </message>
        <message>
            <source>Shaded pencil</source>
            <translation>Crayon ombré</translation>
        </message>
        <message>
            <source>Shape</source>
            <translation>Forme</translation>
        </message>
        <message>
            <source>Show every donor again that came with FaceForge</source>
            <translation>Afficher de nouveau tous les donneurs livrés avec FaceForge</translation>
        </message>
        <message>
            <source>Show layer</source>
            <translation>Afficher le calque</translation>
        </message>
        <message>
            <source>Show mask</source>
            <translation>Afficher le masque</translation>
        </message>
        <message>
            <source>Show me how</source>
            <translation>Montrez-moi comment faire</translation>
        </message>
        <message>
            <source>Show only the portraits that have a star</source>
            <translation>N’afficher que les portraits qui ont une étoile</translation>
        </message>
        <message>
            <source>Show or hide the mask</source>
            <translation>Afficher ou masquer le masque</translation>
        </message>
        <message>
            <source>Show or hide the repainted parsing</source>
            <translation>Montrer ou masquer le découpage repeint</translation>
        </message>
        <message>
            <source>Show other parts of this kind; double-click one to take this one's place</source>
            <translation>Afficher d’autres parties de ce genre ; un double-clic en met une à la place de celle-ci</translation>
        </message>
        <message>
            <source>Show parsing</source>
            <translation>Montrer le découpage</translation>
        </message>
        <message>
            <source>Show portraits of</source>
            <translation>Afficher les portraits de</translation>
        </message>
        <message>
            <source>Show the composition</source>
            <translation>Afficher la composition</translation>
        </message>
        <message>
            <source>Show the composition and the portrait side by side</source>
            <translation>Afficher la composition et le portrait côte à côte</translation>
        </message>
        <message>
            <source>Show the face of a photo as large as possible</source>
            <translation>Afficher le visage d’une photo aussi grand que possible</translation>
        </message>
        <message>
            <source>Show the portrait</source>
            <translation>Afficher le portrait</translation>
        </message>
        <message>
            <source>Show the whole face</source>
            <translation>Afficher le visage entier</translation>
        </message>
        <message>
            <source>Show where the variants of a run differ</source>
            <translation>Montrer où diffèrent les variantes d’un calcul</translation>
        </message>
        <message>
            <source>Shrink</source>
            <translation>Réduire</translation>
        </message>
        <message>
            <source>Shrink mask</source>
            <translation>Réduire le masque</translation>
        </message>
        <message>
            <source>Side by side</source>
            <translation>Côte à côte</translation>
        </message>
        <message>
            <source>Single ▾</source>
            <translation>Seul ▾</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Taille</translation>
        </message>
        <message>
            <source>Size of the tool</source>
            <translation>Taille de l’outil</translation>
        </message>
        <message>
            <source>Sketch</source>
            <translation>Croquis</translation>
        </message>
        <message>
            <source>Sketch to photo</source>
            <translation>Du croquis à la photo</translation>
        </message>
        <message>
            <source>Skin</source>
            <translation>Peau</translation>
        </message>
        <message>
            <source>Skin tone</source>
            <translation>Teint</translation>
        </message>
        <message>
            <source>Skip</source>
            <translation>Passer</translation>
        </message>
        <message>
            <source>Slide</source>
            <translation>Glisser</translation>
        </message>
        <message>
            <source>Smear what is drawn</source>
            <translation>Estomper ce qui est dessiné</translation>
        </message>
        <message>
            <source>Smear what is drawn · [ ] or Alt+wheel: size · Space: pan</source>
            <translation>Estomper · [ ] ou Alt+molette : taille · Espace : déplacer</translation>
        </message>
        <message>
            <source>Smudge</source>
            <translation>Estompe</translation>
        </message>
        <message>
            <source>Something unexpected went wrong ({kind}). The log has the details; try again, or with other options.</source>
            <translation>Quelque chose d’inattendu a échoué ({kind}). Le journal contient les détails ; réessayez, ou avec d’autres options.</translation>
        </message>
        <message>
            <source>Space + drag, middle button</source>
            <translation>Espace + glisser, bouton du milieu</translation>
        </message>
        <message>
            <source>Split</source>
            <translation>Divisé</translation>
        </message>
        <message>
            <source>Split {part}</source>
            <translation>Séparer : {part}</translation>
        </message>
        <message>
            <source>Star</source>
            <translation>Étoile</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Commencer</translation>
        </message>
        <message>
            <source>Start again from the average face</source>
            <translation>Recommencer à partir du visage moyen</translation>
        </message>
        <message>
            <source>Steps</source>
            <translation>Pas</translation>
        </message>
        <message>
            <source>Stop the run that is under way</source>
            <translation>Arrêter le calcul en cours</translation>
        </message>
        <message>
            <source>Strength</source>
            <translation>Force</translation>
        </message>
        <message>
            <source>Strength of the difference</source>
            <translation>Force de la différence</translation>
        </message>
        <message>
            <source>Subtract</source>
            <translation>Soustraire</translation>
        </message>
        <message>
            <source>Symmetry</source>
            <translation>Symétrie</translation>
        </message>
        <message>
            <source>Symmetry completion</source>
            <translation>Complétion par symétrie</translation>
        </message>
        <message>
            <source>Tab</source>
            <translation>Tab</translation>
        </message>
        <message>
            <source>Take the colours of the face in a photo</source>
            <translation>Prendre les couleurs du visage d’une photo</translation>
        </message>
        <message>
            <source>Take the last step back</source>
            <translation>Annuler la dernière étape</translation>
        </message>
        <message>
            <source>Tan</source>
            <translation>Hâlé</translation>
        </message>
        <message>
            <source>The average face {0} cannot be read. Install FaceForge again.</source>
            <translation>Le visage moyen {0} ne peut pas être lu. Réinstallez FaceForge.</translation>
        </message>
        <message>
            <source>The background of the chosen result stays; the rest of the surroundings can be painted again</source>
            <translation>Le fond du résultat choisi reste ; le reste de l’entourage peut être repeint</translation>
        </message>
        <message>
            <source>The chosen portrait becomes a photo whose parts can be marked, filled and replaced</source>
            <translation>Le portrait choisi devient une photo dont les parties peuvent être marquées, remplies et remplacées</translation>
        </message>
        <message>
            <source>The chosen portrait becomes {file}.</source>
            <translation>Le portrait choisi devient {file}.</translation>
        </message>
        <message>
            <source>The colour of the {0} is not red, green and blue between 0 and 1. Choose it again.</source>
            <translation>La couleur de {0} n’est pas rouge, vert et bleu entre 0 et 1. Choisissez-la de nouveau.</translation>
        </message>
        <message>
            <source>The colour of the {0} must be red, green and blue between 0 and 1.</source>
            <translation>La couleur de {0} doit être rouge, vert et bleu entre 0 et 1.</translation>
        </message>
        <message>
            <source>The colour profile could not be used; colours may be off.</source>
            <translation>Le profil de couleurs n’a pas pu servir ; les couleurs peuvent être fausses.</translation>
        </message>
        <message>
            <source>The command is on the clipboard.</source>
            <translation>La commande est dans le presse-papiers.</translation>
        </message>
        <message>
            <source>The command line that makes the chosen portrait again</source>
            <translation>La ligne de commande qui refait le portrait choisi</translation>
        </message>
        <message>
            <source>The command line that paints this composition with these options</source>
            <translation>La ligne de commande qui peint cette composition avec ces options</translation>
        </message>
        <message>
            <source>The device ran out of memory. Ask for fewer variants, or choose the CPU in the settings.</source>
            <translation>La mémoire de l’appareil est épuisée. Demandez moins de variantes, ou choisissez le processeur dans les préférences.</translation>
        </message>
        <message>
            <source>The disk is full, so {0} was not written. Free some space or choose another folder.</source>
            <translation>Le disque est plein, {0} n’a donc pas été écrit. Libérez de la place ou choisissez un autre dossier.</translation>
        </message>
        <message>
            <source>The document has changed since this result was made; it was put on top of the newer work.</source>
            <translation>La composition a changé depuis ce résultat ; il a été placé au-dessus du travail plus récent.</translation>
        </message>
        <message>
            <source>The donor is in the library now, with your own at the top of the list.</source>
            <translation>Le donneur est maintenant dans la bibliothèque, avec les vôtres en tête de liste.</translation>
        </message>
        <message>
            <source>The donor's files in {0} could not be deleted ({1}). Delete them by hand.</source>
            <translation>Les fichiers du donneur dans {0} n’ont pas pu être supprimés ({1}). Supprimez-les à la main.</translation>
        </message>
        <message>
            <source>The engine that paints surroundings is not installed. Bring in its weights with File ▸ Engines.</source>
            <translation>Le moteur qui peint l’entourage n’est pas installé. Importez ses poids avec Fichier ▸ Moteurs.</translation>
        </message>
        <message>
            <source>The engine's weights are missing: there is no {0}. Train or import them, or choose another weights folder.</source>
            <translation>Les poids du moteur manquent : {0} n’existe pas. Entraînez-les ou importez-les, ou choisissez un autre dossier de poids.</translation>
        </message>
        <message>
            <source>The eye or brow on the other side follows, mirrored</source>
            <translation>L’œil ou le sourcil de l’autre côté suit, en miroir</translation>
        </message>
        <message>
            <source>The face as it is now</source>
            <translation>Le visage tel qu’il est maintenant</translation>
        </message>
        <message>
            <source>The face being composed. Tab goes from part to part, arrow keys move the chosen one.</source>
            <translation>Le visage en composition. Tab passe d’une partie à l’autre, les flèches déplacent celle qui est choisie.</translation>
        </message>
        <message>
            <source>The face detector failed ({0}). Place the points by hand.</source>
            <translation>La détection de visages a échoué ({0}). Placez les points à la main.</translation>
        </message>
        <message>
            <source>The face detector stopped on this photo. Try a smaller copy, or place the points by hand.</source>
            <translation>La détection de visages s’est arrêtée sur cette photo. Essayez une copie plus petite, ou placez les points à la main.</translation>
        </message>
        <message>
            <source>The face network sees no {0} here. Mark it with the lasso.</source>
            <translation>Le réseau de visages ne voit pas ici : {0}. Marquez-le avec le lasso.</translation>
        </message>
        <message>
            <source>The face was changed while {name} was being read, so it was not opened. Open it again.</source>
            <translation>Le visage a été modifié pendant la lecture de {name}, qui n’a donc pas été ouvert. Ouvrez-le de nouveau.</translation>
        </message>
        <message>
            <source>The file says in its metadata that it shows a synthetic face, and how it was made.</source>
            <translation>Le fichier dit dans ses métadonnées qu’il montre un visage synthétique, et comment il a été fait.</translation>
        </message>
        <message>
            <source>The file says in its metadata that it shows a synthetic face, and nothing else.</source>
            <translation>Le fichier dit dans ses métadonnées qu’il montre un visage synthétique, et rien d’autre.</translation>
        </message>
        <message>
            <source>The files that face detection needs are not installed. {0}</source>
            <translation>Les fichiers qu’il faut à la détection de visages ne sont pas installés. {0}</translation>
        </message>
        <message>
            <source>The folder {0} cannot be written to. Choose another folder.</source>
            <translation>Le dossier {0} n’est pas accessible en écriture. Choisissez un autre dossier.</translation>
        </message>
        <message>
            <source>The hair of the chosen result stays; the rest of the surroundings can be painted again</source>
            <translation>Les cheveux du résultat choisi restent ; le reste de l’entourage peut être repeint</translation>
        </message>
        <message>
            <source>The image cannot be written as {0}: {1}. Choose PNG.</source>
            <translation>L’image ne peut pas s’écrire en {0} : {1}. Choisissez PNG.</translation>
        </message>
        <message>
            <source>The keys of every command</source>
            <translation>Les touches de chaque commande</translation>
        </message>
        <message>
            <source>The keys that every command came with</source>
            <translation>Les touches d’origine de toutes les commandes</translation>
        </message>
        <message>
            <source>The keys this command came with</source>
            <translation>Les touches d’origine de cette commande</translation>
        </message>
        <message>
            <source>The library in {0} cannot be read. Install FaceForge again.</source>
            <translation>La bibliothèque dans {0} ne peut pas être lue. Réinstallez FaceForge.</translation>
        </message>
        <message>
            <source>The library is empty.</source>
            <translation>La bibliothèque est vide.</translation>
        </message>
        <message>
            <source>The library is empty.
Add a donor photo to begin.</source>
            <translation>La bibliothèque est vide.
Ajoutez une photo de donneur pour commencer.</translation>
        </message>
        <message>
            <source>The log stays on this machine. It may name your files; “faceforge doctor --report FILE” writes a report that names none.</source>
            <translation>Le journal reste sur cet ordinateur. Il peut nommer vos fichiers ; « faceforge doctor --report FICHIER » écrit un rapport qui n’en nomme aucun.</translation>
        </message>
        <message>
            <source>The mask covers the whole face. Leave some of it visible.</source>
            <translation>Le masque couvre tout le visage. Laissez-en voir une partie.</translation>
        </message>
        <message>
            <source>The mask covers the whole picture. Keep at least the face.</source>
            <translation>Le masque couvre toute l’image. Gardez au moins le visage.</translation>
        </message>
        <message>
            <source>The mask covers the whole picture. Leave some of the face visible.</source>
            <translation>Le masque couvre toute l’image. Laissez voir une partie du visage.</translation>
        </message>
        <message>
            <source>The mask is {0} x {1} pixels and the photo {2} x {3}. Use a mask of the photo's size.</source>
            <translation>Le masque a {0} x {1} pixels et la photo {2} x {3}. Utilisez un masque à la taille de la photo.</translation>
        </message>
        <message>
            <source>The mask lies beside the face. Paint it over the face, or choose another face of the photo.</source>
            <translation>Le masque est à côté du visage. Peignez-le sur le visage, ou choisissez un autre visage de la photo.</translation>
        </message>
        <message>
            <source>The mask lies beside what this engine knows, the face from the brows to the chin. Paint over the face, or choose another engine.</source>
            <translation>Le masque est à côté de ce que ce moteur connaît, le visage des sourcils au menton. Peignez sur le visage, ou choisissez un autre moteur.</translation>
        </message>
        <message>
            <source>The mouth does not lie where the eyes say it should. Place the points on both eyes and on the mouth.</source>
            <translation>La bouche n’est pas où les yeux la situent. Placez les points sur les deux yeux et sur la bouche.</translation>
        </message>
        <message>
            <source>The network configuration is not one of the context engine ({0}). Choose other weights.</source>
            <translation>La configuration n’est pas celle du moteur de contexte ({0}). Choisissez d’autres poids.</translation>
        </message>
        <message>
            <source>The network configuration is not one of the face network ({0}). Choose other weights.</source>
            <translation>La configuration n’est pas celle du réseau de visages ({0}). Choisissez d’autres poids.</translation>
        </message>
        <message>
            <source>The network configuration is not one of the latent engine ({0}). Choose other weights.</source>
            <translation>La configuration n’est pas celle du moteur latent ({0}). Choisissez d’autres poids.</translation>
        </message>
        <message>
            <source>The network configuration is not one of the parts engine ({0}). Choose other weights.</source>
            <translation>La configuration n’est pas celle du moteur de parties ({0}). Choisissez d’autres poids.</translation>
        </message>
        <message>
            <source>The network configuration is not one of the sketch engine ({0}). Choose other weights.</source>
            <translation>La configuration n’est pas celle du moteur d’esquisses ({0}). Choisissez d’autres poids.</translation>
        </message>
        <message>
            <source>The network configuration is not one of the symmetry engine ({0}). Choose other weights.</source>
            <translation>La configuration n’est pas celle du moteur de symétrie ({0}). Choisissez d’autres poids.</translation>
        </message>
        <message>
            <source>The next part</source>
            <translation>La partie suivante</translation>
        </message>
        <message>
            <source>The parsing must be a map of classes 0 to {0}. Reset it, or paint it again.</source>
            <translation>L’analyse doit être une carte des classes 0 à {0}. Réinitialisez-la, ou peignez-la de nouveau.</translation>
        </message>
        <message>
            <source>The photo in the library is deleted and cannot be brought back. Layers that use it stay.</source>
            <translation>La photo de la bibliothèque est supprimée définitivement. Les calques qui l’utilisent restent.</translation>
        </message>
        <message>
            <source>The photo is {0} x {1} and not square. Bring it into the face frame first.</source>
            <translation>La photo fait {0} x {1} et n’est pas carrée. Mettez-la d’abord dans le cadre du visage.</translation>
        </message>
        <message>
            <source>The photo was changed meanwhile, so nothing was done. Try again.</source>
            <translation>La photo a été modifiée entre-temps, rien n’a donc été fait. Réessayez.</translation>
        </message>
        <message>
            <source>The picture is not square. Align the face first.</source>
            <translation>L’image n’est pas carrée. Alignez d’abord le visage.</translation>
        </message>
        <message>
            <source>The picture was changed meanwhile, so nothing was done. Try again.</source>
            <translation>L’image a changé entre-temps, rien n’a donc été fait. Réessayez.</translation>
        </message>
        <message>
            <source>The private key cannot be read. Choose a PEM file without a password in the settings.</source>
            <translation>La clé privée ne peut pas être lue. Choisissez dans les préférences un fichier PEM sans mot de passe.</translation>
        </message>
        <message>
            <source>The program is licensed under the Apache License 2.0. Donors and weights have licences of their own: see the other pages.</source>
            <translation>Le programme est sous licence Apache 2.0. Les donneurs et les poids ont leurs propres licences : voir les autres pages.</translation>
        </message>
        <message>
            <source>The project holds more than a file can. Delete some results and save again.</source>
            <translation>Le projet contient plus qu’un fichier ne peut. Supprimez des résultats et enregistrez de nouveau.</translation>
        </message>
        <message>
            <source>The recipe of this picture cannot be followed. Choose another file.</source>
            <translation>La recette de cette image ne peut pas être suivie. Choisissez un autre fichier.</translation>
        </message>
        <message>
            <source>The recipe of this picture does not hold all that is needed to make it again. Choose another file.</source>
            <translation>La recette de cette image ne contient pas tout ce qu’il faut pour la refaire. Choisissez un autre fichier.</translation>
        </message>
        <message>
            <source>The recipe of this picture holds no parts that can be placed. Use it as a photo.</source>
            <translation>La recette de cette image ne contient aucune partie à placer. Utilisez-la comme photo.</translation>
        </message>
        <message>
            <source>The result is in the photo now. Hold B to see the photo as it was opened.</source>
            <translation>Le résultat est maintenant dans la photo. Maintenez B pour voir la photo telle qu’à l’ouverture.</translation>
        </message>
        <message>
            <source>The same seed draws the same faces</source>
            <translation>La même graine tire les mêmes visages</translation>
        </message>
        <message>
            <source>The same seed gives the same completions</source>
            <translation>La même graine donne les mêmes complétions</translation>
        </message>
        <message>
            <source>The same seed gives the same faces</source>
            <translation>La même graine donne les mêmes visages</translation>
        </message>
        <message>
            <source>The same seed gives the same photos</source>
            <translation>La même graine donne les mêmes photos</translation>
        </message>
        <message>
            <source>The same seed gives the same portraits</source>
            <translation>La même graine donne les mêmes portraits</translation>
        </message>
        <message>
            <source>The same seed gives the same surroundings</source>
            <translation>La même graine donne le même entourage</translation>
        </message>
        <message>
            <source>The shard {0} cannot be read ({1}). Copy it again.</source>
            <translation>Le fragment {0} ne peut pas être lu ({1}). Copiez-le de nouveau.</translation>
        </message>
        <message>
            <source>The sketch as it was read</source>
            <translation>Le croquis tel qu’il a été lu</translation>
        </message>
        <message>
            <source>The sketch is {0} x {1} and not square. Bring it into the face frame first.</source>
            <translation>L’esquisse fait {0} x {1} et n’est pas carrée. Mettez-la d’abord dans le cadre du visage.</translation>
        </message>
        <message>
            <source>The tensors in {0} do not fit the network its card describes. Copy or download it again.</source>
            <translation>Les tenseurs de {0} ne vont pas au réseau que décrit sa fiche. Copiez-le ou téléchargez-le de nouveau.</translation>
        </message>
        <message>
            <source>The two eyes lie on one another. Place one point on the centre of each eye.</source>
            <translation>Les deux yeux sont l’un sur l’autre. Placez un point au centre de chaque œil.</translation>
        </message>
        <message>
            <source>The weights that made this portrait ({0}) are not here. Import them under “Engines…” first.</source>
            <translation>Les poids qui ont fait ce portrait ({0}) ne sont pas ici. Importez-les d’abord sous « Moteurs… ».</translation>
        </message>
        <message>
            <source>The {0} must be a float32 array (height, width, 3), not {1} {2}.</source>
            <translation>{0} : un tableau float32 (hauteur, largeur, 3) est demandé, et non {1} {2}.</translation>
        </message>
        <message>
            <source>The {0} must be a float32 array {1}, not {2} {3}.</source>
            <translation>{0} : un tableau float32 {1} est demandé, et non {2} {3}.</translation>
        </message>
        <message>
            <source>The {0} must have values between 0 and 1.</source>
            <translation>{0} : des valeurs entre 0 et 1 sont demandées.</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Thème</translation>
        </message>
        <message>
            <source>Theme, device and folders</source>
            <translation>Thème, processeur et dossiers</translation>
        </message>
        <message>
            <source>There are no weights. Import a file under “Engines…” in the File menu.</source>
            <translation>Il n’y a pas de poids. Importez un fichier sous « Moteurs… » dans le menu Fichier.</translation>
        </message>
        <message>
            <source>There is no colour of {0}. Give colours of {1}.</source>
            <translation>Il n’y a pas de couleur de {0}. Donnez des couleurs de {1}.</translation>
        </message>
        <message>
            <source>There is no command for {0} yet. Use the window.</source>
            <translation>Il n’y a pas encore de commande pour {0}. Utilisez la fenêtre.</translation>
        </message>
        <message>
            <source>There is no context network {0} of {1} px. Choose other weights.</source>
            <translation>Le réseau de contexte {0} de {1} px n’existe pas. Choisissez d’autres poids.</translation>
        </message>
        <message>
            <source>There is no device {0}. Choose one of {1}.</source>
            <translation>L’appareil {0} n’existe pas. Choisissez parmi {1}.</translation>
        </message>
        <message>
            <source>There is no donor {0} in the library. Choose another one.</source>
            <translation>Il n’y a pas de donneur {0} dans la bibliothèque. Choisissez-en un autre.</translation>
        </message>
        <message>
            <source>There is no engine '{0}'. Choose one of {1}.</source>
            <translation>Le moteur « {0} » n’existe pas. Choisissez parmi {1}.</translation>
        </message>
        <message>
            <source>There is no engine that makes a photo of a sketch yet. Draw and save; it can be made once the engine is there.</source>
            <translation>Aucun moteur ne fait encore une photo d’un croquis. Dessinez et enregistrez ; la photo se fera quand le moteur sera là.</translation>
        </message>
        <message>
            <source>There is no example for this engine, so its speed cannot be measured. Time a run of your own.</source>
            <translation>Il n’y a pas d’exemple pour ce moteur, sa vitesse ne peut donc pas être mesurée. Chronométrez une de vos exécutions.</translation>
        </message>
        <message>
            <source>There is no file {0}. Check the path.</source>
            <translation>Le fichier {0} n’existe pas. Vérifiez le chemin.</translation>
        </message>
        <message>
            <source>There is no file {0}. Check whether it was moved or renamed.</source>
            <translation>Le fichier {0} n’existe pas. Vérifiez s’il a été déplacé ou renommé.</translation>
        </message>
        <message>
            <source>There is no latent network {0} {1}. Choose other weights.</source>
            <translation>Le réseau latent {0} {1} n’existe pas. Choisissez d’autres poids.</translation>
        </message>
        <message>
            <source>There is no parsing to repaint yet. Generate a portrait, then choose “Repaint its parsing”.</source>
            <translation>Il n’y a pas encore de découpage à repeindre. Générez un portrait, puis choisissez « Repeindre son découpage ».</translation>
        </message>
        <message>
            <source>There is no part on the canvas. Place at least one part from the library.</source>
            <translation>Il n’y a aucune partie sur le canevas. Placez-en au moins une de la bibliothèque.</translation>
        </message>
        <message>
            <source>There is no parts network {0}. Use styled or paper.</source>
            <translation>Le réseau de parties {0} n’existe pas. Utilisez styled ou paper.</translation>
        </message>
        <message>
            <source>There is no photo to give new surroundings. Open one, or work on a portrait as a photo.</source>
            <translation>Il n’y a pas de photo à qui donner un nouvel entourage. Ouvrez-en une, ou travaillez sur un portrait comme photo.</translation>
        </message>
        <message>
            <source>There is no picture on the clipboard. Copy one, then paste it here.</source>
            <translation>Il n’y a pas d’image dans le presse-papiers. Copiez-en une, puis collez-la ici.</translation>
        </message>
        <message>
            <source>There is no portrait to work on. Generate one first.</source>
            <translation>Il n’y a pas encore de portrait. Générez-en un d’abord.</translation>
        </message>
        <message>
            <source>There is no portrait yet. Generate one, or open a photo.</source>
            <translation>Il n’y a pas encore de portrait. Générez-en un, ou ouvrez une photo.</translation>
        </message>
        <message>
            <source>There is no sketch network {0}. Choose other weights.</source>
            <translation>Le réseau d’esquisses {0} n’existe pas. Choisissez d’autres poids.</translation>
        </message>
        <message>
            <source>There is no sketch on the sheet. Draw a face with the pencil, or open a sketch.</source>
            <translation>Il n’y a pas d’esquisse sur la feuille. Dessinez un visage au crayon, ou ouvrez une esquisse.</translation>
        </message>
        <message>
            <source>There is no sketch style {0}. Use one of {1}.</source>
            <translation>Le style d’esquisse {0} n’existe pas. Utilisez l’un de {1}.</translation>
        </message>
        <message>
            <source>There is no symmetry network {0} {1}. Choose other weights.</source>
            <translation>Le réseau de symétrie {0} {1} n’existe pas. Choisissez d’autres poids.</translation>
        </message>
        <message>
            <source>There is no visible part on the face. Drag one from the library onto it.</source>
            <translation>Aucune partie n’est visible sur le visage. Glissez-en une de la bibliothèque.</translation>
        </message>
        <message>
            <source>There is no wish for the colour of {0}. Use {1}.</source>
            <translation>Il n’y a pas de souhait de couleur pour {0}. Utilisez {1}.</translation>
        </message>
        <message>
            <source>There is nothing on the sheet. Draw a face, or open a sketch.</source>
            <translation>Il n’y a rien sur la feuille. Dessinez un visage, ou ouvrez une esquisse.</translation>
        </message>
        <message>
            <source>These keys as well</source>
            <translation>Ces touches en plus</translation>
        </message>
        <message>
            <source>These keys instead of the command's own</source>
            <translation>Ces touches à la place de celles de la commande</translation>
        </message>
        <message>
            <source>These weights cannot read a photo. Choose drawn faces, or other weights.</source>
            <translation>Ces poids ne savent pas lire une photo. Choisissez des visages tirés, ou d’autres poids.</translation>
        </message>
        <message>
            <source>This engine cannot work on this document. Choose another engine.</source>
            <translation>Ce moteur ne peut pas travailler sur ce document. Choisissez un autre moteur.</translation>
        </message>
        <message>
            <source>This is an average face. Choose “Eyes” above the library, then double-click a person's eyes, or press Enter on them.</source>
            <translation>Voici un visage moyen. Choisissez « Yeux » au-dessus de la bibliothèque, puis double-cliquez sur les yeux d’une personne, ou appuyez sur Entrée.</translation>
        </message>
        <message>
            <source>This looks like a photo and not like a sketch. Open it as a photo, or draw a sketch of it first with 'faceforge draw'.</source>
            <translation>Cela ressemble à une photo et non à une esquisse. Ouvrez-la comme photo, ou faites-en d’abord une esquisse avec « faceforge draw ».</translation>
        </message>
        <message>
            <source>This machine has no {0} device that torch can use. Choose auto or cpu.</source>
            <translation>Cette machine n’a pas d’appareil {0} utilisable par torch. Choisissez auto ou cpu.</translation>
        </message>
        <message>
            <source>This photo was opened as a donor. Open it to repair it.</source>
            <translation>Cette photo a été ouverte comme donneur. Ouvrez-la pour la réparer.</translation>
        </message>
        <message>
            <source>This picture was made in {0}, which its recipe does not hold. Start from that photo.</source>
            <translation>Cette image a été faite dans {0}, que sa recette ne contient pas. Partez de cette photo.</translation>
        </message>
        <message>
            <source>This result came without further pictures.</source>
            <translation>Ce résultat est venu sans autres images.</translation>
        </message>
        <message>
            <source>This result was made from another photo. Open that one to use it.</source>
            <translation>Ce résultat vient d’une autre photo. Ouvrez celle-là pour l’utiliser.</translation>
        </message>
        <message>
            <source>This run has one portrait. Generate several to see where they disagree.</source>
            <translation>Ce calcul n’a qu’un portrait. Générez-en plusieurs pour voir où ils diffèrent.</translation>
        </message>
        <message>
            <source>This work has been opened in another FaceForge window. Look there.</source>
            <translation>Ce travail a été ouvert dans une autre fenêtre de FaceForge. Regardez-y.</translation>
        </message>
        <message>
            <source>Time one run of the bundled example on this machine</source>
            <translation>Mesurer la durée d’un calcul de l’exemple fourni sur cet ordinateur</translation>
        </message>
        <message>
            <source>Tint every pixel by where it comes from</source>
            <translation>Teinter chaque pixel selon son origine</translation>
        </message>
        <message>
            <source>Tools</source>
            <translation>Outils</translation>
        </message>
        <message>
            <source>Training</source>
            <translation>Entraînement</translation>
        </message>
        <message>
            <source>Transparent areas were laid on white.</source>
            <translation>Les zones transparentes ont été posées sur du blanc.</translation>
        </message>
        <message>
            <source>Turn into a sketch</source>
            <translation>Transformer en croquis</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Undo {step}</source>
            <translation>Annuler : {step}</translation>
        </message>
        <message>
            <source>Unsaved work cannot be kept in {0} ({1}). Save your project often.</source>
            <translation>Le travail non enregistré ne peut pas être gardé dans {0} ({1}). Enregistrez souvent votre projet.</translation>
        </message>
        <message>
            <source>Unsaved work cannot be kept in {0}. Save your project often.</source>
            <translation>Le travail non enregistré ne peut pas être gardé dans {0}. Enregistrez souvent votre projet.</translation>
        </message>
        <message>
            <source>Untitled</source>
            <translation>Sans titre</translation>
        </message>
        <message>
            <source>Use a picture as mask: white is what is filled</source>
            <translation>Utiliser une image comme masque : le blanc est rempli</translation>
        </message>
        <message>
            <source>Use as layer</source>
            <translation>Utiliser comme calque</translation>
        </message>
        <message>
            <source>Use as mask</source>
            <translation>Utiliser comme masque</translation>
        </message>
        <message>
            <source>Use its composition</source>
            <translation>Utiliser sa composition</translation>
        </message>
        <message>
            <source>Use portrait as photo</source>
            <translation>Utiliser le portrait comme photo</translation>
        </message>
        <message>
            <source>Use recipe</source>
            <translation>Utiliser la recette</translation>
        </message>
        <message>
            <source>Use the part; with Shift as a further layer</source>
            <translation>Utiliser la partie ; avec Maj, comme calque de plus</translation>
        </message>
        <message>
            <source>Use the picture on the clipboard as a donor photo</source>
            <translation>Utiliser l’image du presse-papiers comme photo de donneur</translation>
        </message>
        <message>
            <source>Use this face</source>
            <translation>Utiliser ce visage</translation>
        </message>
        <message>
            <source>Use this part</source>
            <translation>Utiliser cette partie</translation>
        </message>
        <message>
            <source>Used from the next start on</source>
            <translation>Valable dès le prochain démarrage</translation>
        </message>
        <message>
            <source>Variant {number}</source>
            <translation>Variante {number}</translation>
        </message>
        <message>
            <source>Variant {number}, made again</source>
            <translation>Variante {number}, refaite</translation>
        </message>
        <message>
            <source>Variants</source>
            <translation>Variantes</translation>
        </message>
        <message>
            <source>Variety</source>
            <translation>Variété</translation>
        </message>
        <message>
            <source>Verify</source>
            <translation>Vérifier</translation>
        </message>
        <message>
            <source>View</source>
            <translation>Affichage</translation>
        </message>
        <message>
            <source>Warnings and errors</source>
            <translation>Avertissements et erreurs</translation>
        </message>
        <message>
            <source>Warped mirror</source>
            <translation>Miroir déformé</translation>
        </message>
        <message>
            <source>Weights</source>
            <translation>Poids</translation>
        </message>
        <message>
            <source>Weights of {engine}</source>
            <translation>Poids de {engine}</translation>
        </message>
        <message>
            <source>Weights, their licence and quality</source>
            <translation>Les poids, leur licence et leur qualité</translation>
        </message>
        <message>
            <source>Weights, their licence and quality, and the speed on this machine</source>
            <translation>Les poids, leur licence et leur qualité, et la vitesse sur cet ordinateur</translation>
        </message>
        <message>
            <source>Welcome to FaceForge</source>
            <translation>Bienvenue dans FaceForge</translation>
        </message>
        <message>
            <source>What FaceForge is for</source>
            <translation>À quoi sert FaceForge</translation>
        </message>
        <message>
            <source>What differs, made stronger</source>
            <translation>Ce qui diffère, amplifié</translation>
        </message>
        <message>
            <source>What finds the points of a face; dlib's model excludes commercial use</source>
            <translation>Ce qui trouve les points d’un visage ; le modèle de dlib exclut l’usage commercial</translation>
        </message>
        <message>
            <source>What happens</source>
            <translation>Ce qui se passe</translation>
        </message>
        <message>
            <source>What is hidden, from a face of nobody that fits what is visible; several answers to one hole</source>
            <translation>Ce qui est caché, d’un visage de personne qui va à ce qui est visible ; plusieurs réponses pour un trou</translation>
        </message>
        <message>
            <source>What is open now can be saved first</source>
            <translation>Ce qui est ouvert peut d’abord être enregistré</translation>
        </message>
        <message>
            <source>What it is for</source>
            <translation>À quoi il sert</translation>
        </message>
        <message>
            <source>What it is for, and what it is not for</source>
            <translation>À quoi il sert, et à quoi il ne sert pas</translation>
        </message>
        <message>
            <source>What it is not for</source>
            <translation>À quoi il ne sert pas</translation>
        </message>
        <message>
            <source>What lasso, polygon, rectangle, ellipse and regions do to the mask</source>
            <translation>Ce que lasso, polygone, rectangle, ellipse et zones font au masque</translation>
        </message>
        <message>
            <source>What shapes do to the mask</source>
            <translation>Ce que les formes font au masque</translation>
        </message>
        <message>
            <source>What the class brush paints</source>
            <translation>Ce que peint le pinceau de classes</translation>
        </message>
        <message>
            <source>What the engine saw</source>
            <translation>Ce que le moteur a vu</translation>
        </message>
        <message>
            <source>What went wrong, in detail</source>
            <translation>Ce qui a échoué, en détail</translation>
        </message>
        <message>
            <source>Wheel</source>
            <translation>Molette</translation>
        </message>
        <message>
            <source>Where a search begins: where the encoder sees the face, or, as the published one, at the best of random faces</source>
            <translation>Où commence la recherche : là où l’encodeur voit le visage ou, comme celle publiée, au meilleur de visages au hasard</translation>
        </message>
        <message>
            <source>Where faces differ most, strongest first</source>
            <translation>Où les visages diffèrent le plus, le plus fort d’abord</translation>
        </message>
        <message>
            <source>Where glasses would sit: made from the landmarks, whether there are glasses or not</source>
            <translation>Où seraient des lunettes : d’après les points de repère, qu’il y en ait ou non</translation>
        </message>
        <message>
            <source>Where imported weights are kept</source>
            <translation>Où sont gardés les poids importés</translation>
        </message>
        <message>
            <source>Where it was copied from</source>
            <translation>D’où vient la copie</translation>
        </message>
        <message>
            <source>Where your own donors are kept</source>
            <translation>Où sont gardés vos propres donneurs</translation>
        </message>
        <message>
            <source>Whether differences of visible pixels are summed or averaged beside the perceptual term</source>
            <translation>Si les écarts des pixels visibles sont sommés ou moyennés à côté du terme perceptif</translation>
        </message>
        <message>
            <source>White</source>
            <translation>Blanc</translation>
        </message>
        <message>
            <source>White is filled in the photo that is open</source>
            <translation>Le blanc est rempli dans la photo ouverte</translation>
        </message>
        <message>
            <source>With the help of</source>
            <translation>Avec l’aide de</translation>
        </message>
        <message>
            <source>Work on a photo has no such command yet. Save the project: “faceforge render” writes its picture.</source>
            <translation>Le travail sur une photo n’a pas encore cette commande. Enregistrez le projet : « faceforge render » écrit son image.</translation>
        </message>
        <message>
            <source>Work on it as a photo</source>
            <translation>Travailler dessus comme photo</translation>
        </message>
        <message>
            <source>Work on the portrait</source>
            <translation>Travailler sur le portrait</translation>
        </message>
        <message>
            <source>Write “{line}” into the picture</source>
            <translation>Écrire « {line} » dans l’image</translation>
        </message>
        <message>
            <source>Written into the picture at its lower edge</source>
            <translation>Écrit dans l’image, à son bord inférieur</translation>
        </message>
        <message>
            <source>Zoom</source>
            <translation>Zoom</translation>
        </message>
        <message>
            <source>Zoom in</source>
            <translation>Zoom avant</translation>
        </message>
        <message>
            <source>Zoom out</source>
            <translation>Zoom arrière</translation>
        </message>
        <message>
            <source>Zoom to face</source>
            <translation>Zoomer sur le visage</translation>
        </message>
        <message>
            <source>Zoom: fit</source>
            <translation>Zoom : ajuster</translation>
        </message>
        <message>
            <source>[ and ], Alt + wheel</source>
            <translation>[ et ], Alt + molette</translation>
        </message>
        <message>
            <source>a donor is in no library</source>
            <translation>un donneur n’est dans aucune bibliothèque</translation>
        </message>
        <message>
            <source>another one…</source>
            <translation>un autre…</translation>
        </message>
        <message>
            <source>before and after</source>
            <translation>avant et après</translation>
        </message>
        <message>
            <source>brows</source>
            <translation>sourcils</translation>
        </message>
        <message>
            <source>colour</source>
            <translation>couleur</translation>
        </message>
        <message>
            <source>dlib 68-point model</source>
            <translation>modèle à 68 points de dlib</translation>
        </message>
        <message>
            <source>e.g. “Signed consent of 3 May for composites; not for publication.”</source>
            <translation>p. ex. « Consentement signé le 3 mai pour des compositions ; pas pour publication. »</translation>
        </message>
        <message>
            <source>encoder</source>
            <translation>encodeur</translation>
        </message>
        <message>
            <source>eyes</source>
            <translation>yeux</translation>
        </message>
        <message>
            <source>face shape</source>
            <translation>forme du visage</translation>
        </message>
        <message>
            <source>fast</source>
            <translation>rapide</translation>
        </message>
        <message>
            <source>fast takes seconds; published is the paper's gradient descent; sampling wanders between likely faces</source>
            <translation>« rapide » prend quelques secondes ; « publié » est la descente de gradient de l’article ; « tirage » erre entre les visages probables</translation>
        </message>
        <message>
            <source>feather</source>
            <translation>doux</translation>
        </message>
        <message>
            <source>from the parts</source>
            <translation>d’après les parties</translation>
        </message>
        <message>
            <source>hair</source>
            <translation>cheveux</translation>
        </message>
        <message>
            <source>hard</source>
            <translation>net</translation>
        </message>
        <message>
            <source>hard keeps every pixel outside the mask exactly; feather blends a few pixels beyond it</source>
            <translation>net garde exactement chaque pixel hors du masque ; doux fond quelques pixels au-delà</translation>
        </message>
        <message>
            <source>hidden</source>
            <translation>masqué</translation>
        </message>
        <message>
            <source>in memory</source>
            <translation>en mémoire</translation>
        </message>
        <message>
            <source>in the file</source>
            <translation>dans le fichier</translation>
        </message>
        <message>
            <source>it holds more than parts</source>
            <translation>la composition contient plus que des parties</translation>
        </message>
        <message>
            <source>jaw</source>
            <translation>mâchoire</translation>
        </message>
        <message>
            <source>left brow</source>
            <translation>sourcil gauche</translation>
        </message>
        <message>
            <source>left eye</source>
            <translation>œil gauche</translation>
        </message>
        <message>
            <source>licence not stated</source>
            <translation>licence non indiquée</translation>
        </message>
        <message>
            <source>linked</source>
            <translation>lié</translation>
        </message>
        <message>
            <source>mean</source>
            <translation>moyenne</translation>
        </message>
        <message>
            <source>mouth</source>
            <translation>bouche</translation>
        </message>
        <message>
            <source>moving a part</source>
            <translation>déplacer une partie</translation>
        </message>
        <message>
            <source>non-saturating</source>
            <translation>non saturante</translation>
        </message>
        <message>
            <source>none</source>
            <translation>aucun</translation>
        </message>
        <message>
            <source>nose</source>
            <translation>nez</translation>
        </message>
        <message>
            <source>not measured yet</source>
            <translation>pas encore mesurée</translation>
        </message>
        <message>
            <source>not stated</source>
            <translation>non indiqué</translation>
        </message>
        <message>
            <source>nothing: the points are placed by hand</source>
            <translation>rien : les points sont placés à la main</translation>
        </message>
        <message>
            <source>one eye</source>
            <translation>un œil</translation>
        </message>
        <message>
            <source>panning</source>
            <translation>déplacer la vue</translation>
        </message>
        <message>
            <source>poisson</source>
            <translation>poisson</translation>
        </message>
        <message>
            <source>published</source>
            <translation>publié</translation>
        </message>
        <message>
            <source>random</source>
            <translation>au hasard</translation>
        </message>
        <message>
            <source>right brow</source>
            <translation>sourcil droit</translation>
        </message>
        <message>
            <source>right eye</source>
            <translation>œil droit</translation>
        </message>
        <message>
            <source>sampling</source>
            <translation>tirage</translation>
        </message>
        <message>
            <source>saturating</source>
            <translation>saturante</translation>
        </message>
        <message>
            <source>saturating is log(1 - D), as published; non-saturating is -log D</source>
            <translation>« saturante » est log(1 - D), comme publié ; « non saturante » est -log D</translation>
        </message>
        <message>
            <source>scaling a part</source>
            <translation>changer la taille d’une partie</translation>
        </message>
        <message>
            <source>stage one</source>
            <translation>étape un</translation>
        </message>
        <message>
            <source>stage one shows the rough photo that the second stage starts from</source>
            <translation>étape un montre la photo approximative dont part la seconde étape</translation>
        </message>
        <message>
            <source>stage two</source>
            <translation>étape deux</translation>
        </message>
        <message>
            <source>starred</source>
            <translation>avec étoile</translation>
        </message>
        <message>
            <source>step</source>
            <translation>étape</translation>
        </message>
        <message>
            <source>sum</source>
            <translation>somme</translation>
        </message>
        <message>
            <source>the middle of the mouth</source>
            <translation>le milieu de la bouche</translation>
        </message>
        <message>
            <source>the next part</source>
            <translation>la partie suivante</translation>
        </message>
        <message>
            <source>the other eye</source>
            <translation>l’autre œil</translation>
        </message>
        <message>
            <source>the part before</source>
            <translation>la partie précédente</translation>
        </message>
        <message>
            <source>the parts are stacked in an order of your own</source>
            <translation>les parties sont empilées dans un ordre qui vous est propre</translation>
        </message>
        <message>
            <source>the sketch is in the window alone</source>
            <translation>le croquis n’existe que dans la fenêtre</translation>
        </message>
        <message>
            <source>the skin tone lies between two of the colours that a command can name</source>
            <translation>la couleur de peau se trouve entre deux couleurs qu’une commande peut nommer</translation>
        </message>
        <message>
            <source>there are several parts of one kind</source>
            <translation>il y a plusieurs parties d’un même genre</translation>
        </message>
        <message>
            <source>turning a part</source>
            <translation>tourner une partie</translation>
        </message>
        <message>
            <source>typical</source>
            <translation>typique</translation>
        </message>
        <message>
            <source>using a part of the library</source>
            <translation>utiliser une partie de la bibliothèque</translation>
        </message>
        <message>
            <source>visible</source>
            <translation>visible</translation>
        </message>
        <message>
            <source>whatever fits</source>
            <translation>ce qui convient</translation>
        </message>
        <message>
            <source>x {x} %   y {y} %   size {size} %   angle {angle}°</source>
            <translation>x {x} %   y {y} %   taille {size} %   angle {angle}°</translation>
        </message>
        <message>
            <source>{ and }, Alt + Shift + wheel</source>
            <translation>{ et }, Alt + Maj + molette</translation>
        </message>
        <message>
            <source>{0} belongs to the engine '{1}', not '{2}'. Choose another weights file.</source>
            <translation>{0} appartient au moteur « {1} », et non « {2} ». Choisissez un autre fichier de poids.</translation>
        </message>
        <message>
            <source>{0} belongs to the engine '{1}', which is not installed. Install its plug-in first.</source>
            <translation>{0} appartient au moteur « {1} », qui n’est pas installé. Installez d’abord son greffon.</translation>
        </message>
        <message>
            <source>{0} cannot be read ({1}). Choose another file.</source>
            <translation>{0} ne peut pas être lu ({1}). Choisissez un autre fichier.</translation>
        </message>
        <message>
            <source>{0} cannot be read ({1}). Choose certificate and key in the settings.</source>
            <translation>{0} ne peut pas être lu ({1}). Choisissez le certificat et la clé dans les préférences.</translation>
        </message>
        <message>
            <source>{0} cannot be read ({1}). {2}</source>
            <translation>{0} ne peut pas être lu ({1}). {2}</translation>
        </message>
        <message>
            <source>{0} cannot be read as a label picture. Choose another file.</source>
            <translation>{0} ne peut pas être lu comme image de classes. Choisissez un autre fichier.</translation>
        </message>
        <message>
            <source>{0} cannot be read: {1}. Check the file, or choose another one.</source>
            <translation>{0} ne peut pas être lu : {1}. Vérifiez le fichier, ou choisissez-en un autre.</translation>
        </message>
        <message>
            <source>{0} cannot be read: {1}. Check the file.</source>
            <translation>{0} ne peut pas être lu : {1}. Vérifiez le fichier.</translation>
        </message>
        <message>
            <source>{0} changes every pixel a little. Choose PNG or TIFF to keep what is outside the mask.</source>
            <translation>{0} change un peu chaque pixel. Choisissez PNG ou TIFF pour garder ce qui est hors du masque.</translation>
        </message>
        <message>
            <source>{0} could not be signed ({1}). Check certificate and key in the settings.</source>
            <translation>{0} n’a pas pu être signé ({1}). Vérifiez le certificat et la clé dans les préférences.</translation>
        </message>
        <message>
            <source>{0} faces were asked for. Ask for 1 to {1}.</source>
            <translation>{0} visages ont été demandés. Demandez-en de 1 à {1}.</translation>
        </message>
        <message>
            <source>{0} faces were given to go between. Give one or two.</source>
            <translation>{0} visages ont été donnés pour le passage. Donnez-en un ou deux.</translation>
        </message>
        <message>
            <source>{0} has indices above {1}. Choose a picture of the eight classes.</source>
            <translation>{0} a des indices au-dessus de {1}. Choisissez une image des huit classes.</translation>
        </message>
        <message>
            <source>{0} has more than {1} megapixels. Save a smaller copy and open that.</source>
            <translation>{0} a plus de {1} mégapixels. Enregistrez une copie plus petite et ouvrez-la.</translation>
        </message>
        <message>
            <source>{0} has no FaceForge card. Choose a file made by faceforge-train.</source>
            <translation>{0} n’a pas de fiche FaceForge. Choisissez un fichier fait par faceforge-train.</translation>
        </message>
        <message>
            <source>{0} holds 8 of the photo's 16 bits a channel.</source>
            <translation>{0} contient 8 des 16 bits par canal de la photo.</translation>
        </message>
        <message>
            <source>{0} holds a file that would lead outside of it. Do not open it.</source>
            <translation>{0} contient un fichier qui mènerait au dehors. Ne l’ouvrez pas.</translation>
        </message>
        <message>
            <source>{0} holds no merged picture. Export it as PNG and open that.</source>
            <translation>{0} ne contient pas d’image fusionnée. Exportez-le en PNG et ouvrez celui-ci.</translation>
        </message>
        <message>
            <source>{0} is cut off ({1} of {2} bytes). Copy or download it again.</source>
            <translation>{0} est tronqué ({1} octets sur {2}). Copiez-le ou téléchargez-le de nouveau.</translation>
        </message>
        <message>
            <source>{0} is damaged ({1}). Copy or download it again.</source>
            <translation>{0} est abîmé ({1}). Copiez-le ou téléchargez-le de nouveau.</translation>
        </message>
        <message>
            <source>{0} is damaged or cut off. Copy or export it again.</source>
            <translation>{0} est abîmé ou tronqué. Copiez-le ou exportez-le de nouveau.</translation>
        </message>
        <message>
            <source>{0} is damaged or cut off. {1}</source>
            <translation>{0} est abîmé ou tronqué. {1}</translation>
        </message>
        <message>
            <source>{0} is empty. Choose another file.</source>
            <translation>{0} est vide. Choisissez un autre fichier.</translation>
        </message>
        <message>
            <source>{0} is encrypted or packed in a way FaceForge does not read. Save it anew.</source>
            <translation>{0} est chiffré ou compressé d’une façon que FaceForge ne lit pas. Enregistrez-le de nouveau.</translation>
        </message>
        <message>
            <source>{0} is incomplete: “{1}” is missing. {2}</source>
            <translation>{0} est incomplet : « {1} » manque. {2}</translation>
        </message>
        <message>
            <source>{0} is neither a FaceForge project nor another OpenRaster picture. Choose another file.</source>
            <translation>{0} n’est ni un projet FaceForge ni une autre image OpenRaster. Choisissez un autre fichier.</translation>
        </message>
        <message>
            <source>{0} is not a safetensors file. Choose a FaceForge weights file.</source>
            <translation>{0} n’est pas un fichier safetensors. Choisissez un fichier de poids FaceForge.</translation>
        </message>
        <message>
            <source>{0} is not an image that FaceForge reads. Choose another file.</source>
            <translation>{0} n’est pas une image que FaceForge lit. Choisissez un autre fichier.</translation>
        </message>
        <message>
            <source>{0} is not an image that FaceForge reads. {1}</source>
            <translation>{0} n’est pas une image que FaceForge lit. {1}</translation>
        </message>
        <message>
            <source>{0} is not what it was: its SHA-256 is {1}, not {2}. Import it again.</source>
            <translation>{0} n’est plus ce qu’il était : son SHA-256 est {1}, et non {2}. Importez-le de nouveau.</translation>
        </message>
        <message>
            <source>{0} is {1} × {2} pixels and the photo {3} × {4}. Make a mask of the photo's size, upright as the photo is shown.</source>
            <translation>{0} fait {1} × {2} pixels et la photo {3} × {4}. Faites un masque à la taille de la photo, droit comme la photo est montrée.</translation>
        </message>
        <message>
            <source>{0} must be of type {1}, not {2}.</source>
            <translation>{0} doit être du type {1}, et non {2}.</translation>
        </message>
        <message>
            <source>{0} must be one of {1}, not {2}.</source>
            <translation>{0} doit être parmi {1}, et non {2}.</translation>
        </message>
        <message>
            <source>{0} must lie between {1} and {2}{3}, not {4}.</source>
            <translation>{0} doit être entre {1} et {2}{3}, et non {4}.</translation>
        </message>
        <message>
            <source>{0} was not written ({1}). Choose another place.</source>
            <translation>{0} n’a pas été écrit ({1}). Choisissez un autre endroit.</translation>
        </message>
        <message>
            <source>{0} was saved by a newer FaceForge. Install that to open it.</source>
            <translation>{0} a été enregistré par un FaceForge plus récent. Installez-le pour l’ouvrir.</translation>
        </message>
        <message>
            <source>{0} would unpack to more than a project can hold. Do not open it if you do not know where it is from.</source>
            <translation>{0} se déballerait en plus qu’un projet ne peut contenir. Ne l’ouvrez pas si vous ignorez d’où il vient.</translation>
        </message>
        <message>
            <source>{count} older portrait(s) without a star were dropped to stay within {limit} MB {place}. Star what you want to keep.</source>
            <translation>{count} ancien(s) portrait(s) sans étoile ont été retirés pour rester dans {limit} Mo {place}. Mettez une étoile à ce que vous voulez garder.</translation>
        </message>
        <message>
            <source>{done} of {total}</source>
            <translation>{done} sur {total}</translation>
        </message>
        <message>
            <source>{donor} was removed.</source>
            <translation>{donor} a été retiré.</translation>
        </message>
        <message>
            <source>{file} can be used now, for: {engine}.</source>
            <translation>{file} peut maintenant servir à : {engine}.</translation>
        </message>
        <message>
            <source>{file} is unchanged. SHA-256: {digest}</source>
            <translation>{file} est inchangé. SHA-256 : {digest}</translation>
        </message>
        <message>
            <source>{keys} belongs to “{command}”. Set or Add takes it away from there.</source>
            <translation>{keys} appartient à « {command} ». Définir ou Ajouter l’en retire.</translation>
        </message>
        <message>
            <source>{keys} is always for {use}. Choose other keys.</source>
            <translation>{keys} sert toujours à : {use}. Choisissez d’autres touches.</translation>
        </message>
        <message>
            <source>{name} is another program's picture and was opened as one layer. Saving makes a new file.</source>
            <translation>{name} est l’image d’un autre programme et a été ouvert comme un seul calque. L’enregistrer fait un nouveau fichier.</translation>
        </message>
        <message>
            <source>{name} is not the photo that was repaired. Choose the one that was opened for it.</source>
            <translation>{name} n’est pas la photo qui a été réparée. Choisissez celle qui avait été ouverte.</translation>
        </message>
        <message>
            <source>{number} donors</source>
            <translation>{number} donneurs</translation>
        </message>
        <message>
            <source>{number} layers</source>
            <translation>{number} calques</translation>
        </message>
        <message>
            <source>{number} part(s) were left out: their donors are not in the library.</source>
            <translation>{number} partie(s) laissée(s) de côté : leurs donneurs ne sont pas dans la bibliothèque.</translation>
        </message>
        <message>
            <source>{share} of “{name}” is white, and white is what is filled. Fill the white, or the black?</source>
            <translation>{share} de « {name} » est blanc, et le blanc est rempli. Remplir le blanc, ou le noir ?</translation>
        </message>
        <message>
            <source>{time} s for one picture: a single run of the bundled example on {device}.</source>
            <translation>{time} s pour une image : un seul calcul de l’exemple fourni sur {device}.</translation>
        </message>
        <message>
            <source>{what} (not installed)</source>
            <translation>{what} (non installé)</translation>
        </message>
        <message>
            <source>“Restore removed donors” in the File menu brings it back.</source>
            <translation>« Restaurer les donneurs retirés » dans le menu Fichier le ramène.</translation>
        </message>
        <message>
            <source>“{0}” cannot name a donor. Use letters, digits, dots and hyphens.</source>
            <translation>« {0} » ne peut pas nommer un donneur. Utilisez des lettres, des chiffres, des points et des tirets.</translation>
        </message>
        <message>
            <source>“{file}” is there already. Replace it?</source>
            <translation>« {file} » existe déjà. Le remplacer ?</translation>
        </message>
        <message>
            <source>“{file}” was made with FaceForge. Use its composition and options, or cut a donor from it?</source>
            <translation>« {file} » a été fait avec FaceForge. Utiliser sa composition et ses options, ou en découper un donneur ?</translation>
        </message>
        <message>
            <source>“{file}” was made with FaceForge. Use its composition and options, or work on it as a photo?</source>
            <translation>« {file} » a été fait avec FaceForge. Utiliser sa composition et ses options, ou y travailler comme photo ?</translation>
        </message>
        <message>
            <source>“{name}” has changes that are not saved. Save them?</source>
            <translation>« {name} » a des changements non enregistrés. Les enregistrer ?</translation>
        </message>
        <message>
            <source>“{name}” looks like a drawing. Make a photo of it, or work on it as it is?</source>
            <translation>« {name} » ressemble à un dessin. En faire une photo, ou travailler dessus tel quel ?</translation>
        </message>
        <message>
            <source>≤ {maximum} of 255 · {share} % of pixels</source>
            <translation>≤ {maximum} sur 255 · {share} % des pixels</translation>
        </message>
    </context>
</TS>
