// Renders a chart as `helm template` does, where there is no Helm: the same template engine (text/template), the same functions (sprig, and Helm's
// own), values with JSON's types. It knows no subcharts, no hooks' order and no values.schema.json; .ci/chart has ajv look at that.
//
//	helm-template RELEASE CHART [--namespace NAME] [--values FILE]... [--api-versions GROUP/VERSION]... [--show manifests|notes|values]
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"gopkg.in/yaml.v3"
)

type request struct {
	release, chart, namespace, show string
	values, apiVersions             []string
}

func main() {
	asked, err := read(os.Args[1:])
	if err == nil {
		err = answer(asked, os.Stdout)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "Error:", err)
		os.Exit(1)
	}
}

func read(args []string) (request, error) {
	asked := request{namespace: "default", show: "manifests"}
	if len(args) < 2 {
		return asked, errors.New("usage: helm-template RELEASE CHART [--namespace NAME] [--values FILE]... [--api-versions GROUP/VERSION]... [--show manifests|notes|values]")
	}
	asked.release, asked.chart = args[0], args[1]
	for rest := args[2:]; len(rest) > 0; rest = rest[2:] {
		if len(rest) == 1 {
			return asked, fmt.Errorf("%s wants a value", rest[0])
		}
		switch rest[0] {
		case "--namespace":
			asked.namespace = rest[1]
		case "--values":
			asked.values = append(asked.values, rest[1])
		case "--api-versions":
			asked.apiVersions = append(asked.apiVersions, rest[1])
		case "--show":
			asked.show = rest[1]
		default:
			return asked, fmt.Errorf("unknown option %s", rest[0])
		}
	}
	return asked, nil
}

func answer(asked request, out io.Writer) error {
	chart, err := load(asked)
	if err != nil {
		return err
	}
	switch asked.show {
	case "values":
		fmt.Fprintln(out, toJSON(chart.values))
		return nil
	case "notes":
		notes, err := chart.render("NOTES.txt")
		fmt.Fprint(out, notes)
		return err
	case "manifests":
		return manifests(chart, out)
	}
	return fmt.Errorf("--show knows manifests, notes and values, not %s", asked.show)
}

// Every manifest of every template, in the order of their names; one that is no YAML fails, as it would in a cluster.
func manifests(chart *chart, out io.Writer) error {
	for _, name := range chart.manifests {
		text, err := chart.render(name)
		if err != nil {
			return err
		}
		if strings.TrimSpace(text) == "" {
			continue
		}
		for decoder := yaml.NewDecoder(strings.NewReader(text)); ; {
			var document yaml.Node
			if err := decoder.Decode(&document); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				return fmt.Errorf("%s is no YAML: %w", name, err)
			}
		}
		fmt.Fprintf(out, "---\n# Source: %s\n%s\n", chart.template(name), strings.TrimPrefix(strings.TrimSpace(text), "---\n"))
	}
	return nil
}
