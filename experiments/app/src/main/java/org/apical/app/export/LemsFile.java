package org.apical.app.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apical.app.UserError;
import org.apical.app.experiment.Form;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The neurons of a network, layer by layer, as a file of LEMS: dimensions, units, a ComponentType and a Component of each ({@link LemsNeuron}). Connections are not in it. */
final class LemsFile {
    /** Name, then the powers of mass, length, time and electric current. */
    private static final List<String> DIMENSIONS = List.of(
            "voltage 1 2 -3 -1",
            "time 0 0 1 0",
            "per_time 0 0 -1 0",
            "conductance -1 -2 3 2",
            "capacitance -1 -2 4 2",
            "current 0 0 0 1");

    /** Symbol, dimension, power of ten. */
    private static final List<String> UNITS = List.of(
            "mV voltage -3",
            "ms time -3",
            "Hz per_time 0",
            "nS conductance -9",
            "pF capacitance -12",
            "pA current -12");

    private final ExportedNetwork exported;
    private final List<LemsNeuron> neurons;

    /** @throws UserError if LEMS is not told of all that a neuron is */
    LemsFile(ExportedNetwork exported) {
        this.exported = exported;
        if (exported.form() != Form.F3) {
            throw new UserError("--as lems: expected --formulation F3, whose neurons spike, found " + exported.form());
        }
        this.neurons = IntStream.range(0, exported.formulations().network().layers())
                .mapToObj(l -> new LemsNeuron(exported.formulations(), l))
                .toList();
    }

    /** An element below another, with attributes: name, value, name, value, .. */
    static Element child(Element parent, String name, String... attributes) {
        Element element = parent.getOwnerDocument().createElement(name);
        for (int k = 0; k < attributes.length; k += 2) {
            element.setAttribute(attributes[k], attributes[k + 1]);
        }
        parent.appendChild(element);
        return element;
    }

    void write(Path path) throws IOException {
        try (OutputStream out = Files.newOutputStream(path)) {
            TransformerFactory factory = TransformerFactory.newInstance();
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            Transformer transformer = factory.newTransformer();
            transformer.setOutputProperty(OutputKeys.INDENT, "yes");
            transformer.setOutputProperty("{http://xml.apache.org/xslt}indent-amount", "2");
            transformer.transform(new DOMSource(document()), new StreamResult(out));
        } catch (TransformerException | ParserConfigurationException e) {
            throw new IOException("XML cannot be written (" + e.getMessage() + ")", e);
        }
    }

    private Document document() throws ParserConfigurationException {
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
        Element root = document.createElement("Lems");
        root.setAttribute("description", "neurons of " + exported.words());
        document.appendChild(root);
        for (String line : DIMENSIONS) {
            String[] d = line.split(" ");
            Element dimension = child(root, "Dimension", "name", d[0]);
            for (int k = 0; k < 4; k++) {
                if (!d[k + 1].equals("0")) {
                    dimension.setAttribute(String.valueOf("mlti".charAt(k)), d[k + 1]);
                }
            }
        }
        for (String line : UNITS) {
            String[] u = line.split(" ");
            child(root, "Unit", "symbol", u[0], "dimension", u[1], "power", u[2]);
        }
        neurons.forEach(neuron -> neuron.write(root));
        neurons.forEach(neuron -> root.appendChild(neuron.component()));
        return document;
    }
}
